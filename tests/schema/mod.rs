//! A small JSON Schema validator: as much of it as the schemas of this project use.

use serde_json::Value;

/// What in `value` does not fit `schema`, one line each.
pub fn errors(schema: &Value, value: &Value) -> Vec<String> {
    let mut errors = Vec::new();
    check(schema, schema, value, "$", &mut errors);
    errors
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, errors: &mut Vec<String>) {
    if let Some(path) = schema["$ref"].as_str() {
        let target = root.pointer(path.trim_start_matches('#')).unwrap_or(&Value::Null);
        check(root, target, value, at, errors);
    }
    for list in ["anyOf", "oneOf"] {
        if let Some(options) = schema[list].as_array() {
            let fits = |option: &&Value| {
                let mut wrong = Vec::new();
                check(root, option, value, at, &mut wrong);
                wrong.is_empty()
            };
            if !options.iter().any(|o| fits(&o)) {
                errors.push(format!("{at}: {value} fits no option"));
            }
        }
    }
    for option in schema["allOf"].as_array().into_iter().flatten() {
        check(root, option, value, at, errors);
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        errors.push(format!("{at}: {value} is not in {allowed:?}"));
    }
    if let Some(only) = schema.get("const")
        && only != value
    {
        errors.push(format!("{at}: {value} is not {only}"));
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|t| is(t, value)) {
        errors.push(format!("{at}: {value} is no {types:?}"));
    }
    if let Some(object) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !object.contains_key(name) {
                errors.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, item) in object {
            let at = format!("{at}.{name}");
            match schema["properties"].get(name) {
                Some(property) => check(root, property, item, &at, errors),
                None if schema["additionalProperties"] == false => errors.push(format!("{at}: unknown")),
                None if schema["additionalProperties"].is_object() => {
                    check(root, &schema["additionalProperties"], item, &at, errors);
                }
                None => {}
            }
        }
    }
    if let Some(items) = value.as_array() {
        for (i, item) in items.iter().enumerate() {
            let schema = schema["prefixItems"].get(i).unwrap_or(&schema["items"]);
            check(root, schema, item, &format!("{at}[{i}]"), errors);
        }
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
