//! Actions: the one door through which a learner, a page, a lesson or a replay changes a lab.

use serde::{Deserialize, Serialize};

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The learner's hand.
    Learner,
    /// A script of the page.
    Page,
    /// A directive of the lesson.
    Lesson,
    /// A recording.
    Replay,
}

/// One change. Points are world metres.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", try_from = "Fields")]
pub enum Action {
    /// Sets a variable by its path: a quantity with unit, a number, `true`, or the name of a choice.
    Set {
        /// `system.part.variable`.
        path: String,
        /// The value as text.
        value: String,
    },
    /// Moves a control.
    Control {
        /// Its id.
        control: String,
        /// The value as text; a plain number is in the control's unit.
        value: String,
    },
    /// Takes hold of a grip.
    Take {
        /// Where the hand is.
        at: [f64; 2],
        /// Id of the grip; empty means what was drawn at `at`.
        grip: String,
    },
    /// Moves the hand that holds.
    Move {
        /// Where the hand is.
        at: [f64; 2],
    },
    /// Lets go.
    Release,
    /// Arrow keys on a grip.
    Nudge {
        /// Id of the grip.
        grip: String,
        /// Steps to the right and upwards.
        by: [f64; 2],
    },
    /// Presses a button on an instrument.
    Press {
        /// Id of the grip.
        grip: String,
    },
    /// Lets time run.
    Play,
    /// Lets time stand.
    Pause,
    /// Does one step while time stands.
    Step,
    /// Lab seconds for a real second.
    Speed {
        /// From 0.01 to 64.
        factor: f64,
    },
    /// Back to the start; control values and the notebook stay.
    Reset,
    /// Shows another view.
    View {
        /// Its id.
        view: String,
    },
    /// Moves the lab to another site and starts anew.
    Site {
        /// Its id.
        site: String,
    },
    /// Takes other values for nature's constants and starts anew.
    Profile {
        /// Its id.
        profile: String,
    },
    /// Writes what the instruments show into a new row.
    Row,
    /// Types into a cell.
    Cell {
        /// Id of the row.
        row: u32,
        /// Id of the column.
        column: String,
        /// What was typed.
        text: String,
    },
    /// Strikes a row out for good.
    DeleteRow {
        /// Id of the row.
        row: u32,
    },
    /// Leaves a row out of graphs and fits, or takes it back.
    ExcludeRow {
        /// Id of the row.
        row: u32,
        /// True to leave it out.
        excluded: bool,
    },
    /// Chooses the line through a graph's points.
    Fit {
        /// Id of the graph.
        graph: String,
        /// `none`, `line` or `proportional`.
        kind: String,
    },
    /// Strikes all rows out.
    ClearNotebook,
    /// Shows or hides the arrows.
    Vectors {
        /// True to show them.
        shown: bool,
    },
}

/// An action as it comes from a page or a file: the fields of all of them side by side. serde's own reading of tagged
/// enums would keep every value twice and costs the wasm file 10 KB (brotli).
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Fields {
    r#do: String,
    path: Option<String>,
    value: Option<String>,
    control: Option<String>,
    at: Option<[f64; 2]>,
    grip: Option<String>,
    by: Option<[f64; 2]>,
    factor: Option<f64>,
    view: Option<String>,
    site: Option<String>,
    profile: Option<String>,
    row: Option<u32>,
    column: Option<String>,
    text: Option<String>,
    excluded: Option<bool>,
    graph: Option<String>,
    kind: Option<String>,
    shown: Option<bool>,
}

impl TryFrom<Fields> for Action {
    type Error = String;

    fn try_from(mut fields: Fields) -> Result<Action, String> {
        let f = &mut fields;
        let action = match f.r#do.as_str() {
            "set" => Action::Set { path: need(&mut f.path, "path")?, value: need(&mut f.value, "value")? },
            "control" => {
                Action::Control { control: need(&mut f.control, "control")?, value: need(&mut f.value, "value")? }
            }
            "take" => Action::Take { at: need(&mut f.at, "at")?, grip: f.grip.take().unwrap_or_default() },
            "move" => Action::Move { at: need(&mut f.at, "at")? },
            "release" => Action::Release,
            "nudge" => Action::Nudge { grip: need(&mut f.grip, "grip")?, by: need(&mut f.by, "by")? },
            "press" => Action::Press { grip: need(&mut f.grip, "grip")? },
            "play" => Action::Play,
            "pause" => Action::Pause,
            "step" => Action::Step,
            "speed" => Action::Speed { factor: need(&mut f.factor, "factor")? },
            "reset" => Action::Reset,
            "view" => Action::View { view: need(&mut f.view, "view")? },
            "site" => Action::Site { site: need(&mut f.site, "site")? },
            "profile" => Action::Profile { profile: need(&mut f.profile, "profile")? },
            "row" => Action::Row,
            "cell" => Action::Cell {
                row: need(&mut f.row, "row")?,
                column: need(&mut f.column, "column")?,
                text: need(&mut f.text, "text")?,
            },
            "delete_row" => Action::DeleteRow { row: need(&mut f.row, "row")? },
            "exclude_row" => {
                Action::ExcludeRow { row: need(&mut f.row, "row")?, excluded: need(&mut f.excluded, "excluded")? }
            }
            "fit" => Action::Fit { graph: need(&mut f.graph, "graph")?, kind: need(&mut f.kind, "kind")? },
            "clear_notebook" => Action::ClearNotebook,
            "vectors" => Action::Vectors { shown: need(&mut f.shown, "shown")? },
            "" => return Err("missing field `do`".into()),
            other => return Err(format!("unknown action `{other}`")),
        };
        match fields.left() {
            Some(name) => Err(format!("field `{name}` does not belong to this action")),
            None => Ok(action),
        }
    }
}

fn need<T>(field: &mut Option<T>, name: &str) -> Result<T, String> {
    field.take().ok_or_else(|| format!("missing field `{name}`"))
}

impl Fields {
    /// The name of a field that was given and not taken.
    fn left(&self) -> Option<&'static str> {
        [
            ("path", self.path.is_some()),
            ("value", self.value.is_some()),
            ("control", self.control.is_some()),
            ("at", self.at.is_some()),
            ("grip", self.grip.is_some()),
            ("by", self.by.is_some()),
            ("factor", self.factor.is_some()),
            ("view", self.view.is_some()),
            ("site", self.site.is_some()),
            ("profile", self.profile.is_some()),
            ("row", self.row.is_some()),
            ("column", self.column.is_some()),
            ("text", self.text.is_some()),
            ("excluded", self.excluded.is_some()),
            ("graph", self.graph.is_some()),
            ("kind", self.kind.is_some()),
            ("shown", self.shown.is_some()),
        ]
        .into_iter()
        .find_map(|(name, given)| given.then_some(name))
    }
}

#[cfg(test)]
mod tests {
    use super::Action;

    #[test]
    fn every_action_reads_what_it_writes() {
        let t = |s: &str| s.to_owned();
        let all = [
            Action::Set { path: t("a.b.c"), value: t("1 m") },
            Action::Control { control: t("length"), value: t("2") },
            Action::Take { at: [1.0, 2.0], grip: t("bob") },
            Action::Move { at: [0.1, -0.2] },
            Action::Release,
            Action::Nudge { grip: t("bob"), by: [0.0, 1.0] },
            Action::Press { grip: t("watch") },
            Action::Play,
            Action::Pause,
            Action::Step,
            Action::Speed { factor: 0.5 },
            Action::Reset,
            Action::View { view: t("main") },
            Action::Site { site: t("kunming-wuhua") },
            Action::Profile { profile: t("textbook") },
            Action::Row,
            Action::Cell { row: 3, column: t("t"), text: t("60.2") },
            Action::DeleteRow { row: 3 },
            Action::ExcludeRow { row: 3, excluded: true },
            Action::Fit { graph: t("g"), kind: t("line") },
            Action::ClearNotebook,
            Action::Vectors { shown: true },
        ];
        for action in all {
            let text = serde_json::to_string(&action).unwrap();
            assert_eq!(serde_json::from_str::<Action>(&text).unwrap(), action, "{text}");
        }
    }

    #[test]
    fn what_is_missing_unknown_or_out_of_place_is_named() {
        for (text, says) in [
            (r#"{}"#, "missing field `do`"),
            (r#"{"do":"fly"}"#, "unknown action `fly`"),
            (r#"{"do":"set","path":"a"}"#, "missing field `value`"),
            (r#"{"do":"play","at":[0,0]}"#, "field `at` does not belong"),
            (r#"{"do":"play","extra":1}"#, "unknown field `extra`"),
            (r#"{"do":"speed","factor":"2"}"#, "invalid type"),
        ] {
            let error = serde_json::from_str::<Action>(text).unwrap_err().to_string();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
