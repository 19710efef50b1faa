//! The schema that editors use is the one that the tables make.

#[test]
fn the_schema_is_fresh() {
    let path = crate::root().join("simulations/schema.json");
    crate::agree(&path, &gewu::module::schema::schema(), "run: cargo gewu schema --out simulations/schema.json");
}

/// Kinds that the tables have only in the builds beyond `core`: their lines stand under `cfg(feature = "bench")`.
fn of_the_bench(file: &str) -> Vec<String> {
    let text = crate::read(&crate::root().join(file));
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let gated = lines.windows(2).filter(|pair| pair[0] == "#[cfg(feature = \"bench\")]");
    gated.filter_map(|pair| Some(pair[1].strip_prefix('&')?.strip_suffix("::KIND,")?.to_owned())).collect()
}

/// The page chooses the build by the kinds that a module names.
#[test]
fn the_page_knows_which_build_a_kind_needs() {
    let bench: Vec<String> =
        ["src/systems/mod.rs", "src/instruments/mod.rs"].into_iter().flat_map(of_the_bench).collect();
    assert!(bench.len() > 10, "{bench:?}");
    let aliases = |id: &String| -> Vec<String> {
        let system = gewu::systems::CATALOG.iter().find(|kind| kind.id == id).map(|kind| kind.aliases);
        let instrument = gewu::instruments::INSTRUMENTS.iter().find(|kind| kind.id == id).map(|kind| kind.aliases);
        let own = system.or(instrument).unwrap_or_else(|| panic!("{id} is the name of a file, but of no kind"));
        std::iter::once(id.clone()).chain(own.iter().map(|alias| (*alias).to_owned())).collect()
    };
    let bench: Vec<String> = bench.iter().flat_map(aliases).collect();
    let parts = gewu::systems::CATALOG.iter().flat_map(|kind| kind.parts).filter(|part| part.rigid);
    let rigid: Vec<&str> = parts.flat_map(|part| std::iter::once(&part.id).chain(part.aliases)).copied().collect();
    let text = serde_json::to_string_pretty(&serde_json::json!({ "bench": bench, "rigid": rigid })).unwrap() + "\n";
    crate::agree(&crate::root().join("www/src/element/builds.json"), &text, "run: UPDATE=1 cargo test");
}
