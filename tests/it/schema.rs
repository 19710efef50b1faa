//! The schema that editors use is the one that the tables make.

#[test]
fn the_schema_is_fresh() {
    let path = crate::root().join("simulations/schema.json");
    crate::agree(&path, &gewu::module::schema::schema(), "run: cargo gewu schema --out simulations/schema.json");
}

/// Kinds that the tables have only in some builds: their lines stand under this condition.
fn under(condition: &str, file: &str) -> Vec<String> {
    let text = crate::read(&crate::root().join(file));
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let gated = lines.windows(2).filter(|pair| pair[0] == condition);
    gated.filter_map(|pair| Some(pair[1].strip_prefix('&')?.strip_suffix("::KIND,")?.to_owned())).collect()
}

/// The page chooses the build by the kinds that a module names.
#[test]
fn the_page_knows_which_build_a_kind_needs() {
    let aliases = |id: &String| -> Vec<String> {
        let system = gewu::systems::CATALOG.iter().find(|kind| kind.id == id).map(|kind| kind.aliases);
        let instrument = gewu::instruments::INSTRUMENTS.iter().find(|kind| kind.id == id).map(|kind| kind.aliases);
        let own = system.or(instrument).unwrap_or_else(|| panic!("{id} is the name of a file, but of no kind"));
        std::iter::once(id.clone()).chain(own.iter().map(|alias| (*alias).to_owned())).collect()
    };
    let named = |condition: &str| -> Vec<String> {
        let files = ["src/systems/mod.rs", "src/instruments/mod.rs"];
        files.into_iter().flat_map(|file| under(condition, file)).collect::<Vec<_>>().iter().flat_map(aliases).collect()
    };
    let bench = named("#[cfg(feature = \"bench\")]");
    let chemistry = named("#[cfg(feature = \"chemistry\")]");
    let either = named("#[cfg(any(feature = \"bench\", feature = \"rigid\"))]");
    assert!(bench.len() > 10 && !either.is_empty(), "{bench:?} {either:?}");
    let parts = gewu::systems::CATALOG.iter().flat_map(|kind| kind.parts).filter(|part| part.rigid);
    let rigid: Vec<&str> = parts.flat_map(|part| std::iter::once(&part.id).chain(part.aliases)).copied().collect();
    let text = serde_json::to_string_pretty(
        &serde_json::json!({ "bench": bench, "chemistry": chemistry, "either": either, "rigid": rigid }),
    )
    .unwrap()
        + "\n";
    crate::agree(&crate::root().join("www/src/element/builds.json"), &text, "run: UPDATE=1 cargo test");
}
