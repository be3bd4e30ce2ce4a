//! The JSON Schema of the contract, made from its types.

use super::model::Output;
use schemars::generate::SchemaSettings;

/// The schema of what `--format json` prints. Every key is required: what is absent is `null` or `[]`.
pub fn json() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Output<'static>>().to_value();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".into(), "Tickmark report, version 1".into());
    }
    require_all(&mut schema);
    schema
}

/// Makes every property required, wherever one is declared.
fn require_all(schema: &mut serde_json::Value) {
    match schema {
        serde_json::Value::Object(object) => {
            if let Some(properties) = object.get("properties").and_then(|p| p.as_object()) {
                let names: Vec<_> = properties.keys().map(|k| k.as_str().into()).collect();
                object.insert("required".into(), serde_json::Value::Array(names));
                object.insert("additionalProperties".into(), false.into());
            }
            object.values_mut().for_each(require_all);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(require_all),
        _ => {}
    }
}
