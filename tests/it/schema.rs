//! The schema that editors use is the one that the tables make.

#[test]
fn the_schema_is_fresh() {
    let path = crate::root().join("simulations/schema.json");
    crate::agree(&path, &gewu::module::schema::schema(), "run: cargo gewu schema --out simulations/schema.json");
}
