//! Decoys: numbers that are no claims, recognised before the grammar looks for quantities.
