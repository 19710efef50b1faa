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
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
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
        #[serde(default)]
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
