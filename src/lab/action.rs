//! Actions: the one door through which a learner, a page, a lesson or a replay changes a lab.

use crate::module::fields::{Fields, Read, Wrong};
use crate::module::json::Node;
use serde::Serialize;

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "do", rename_all = "snake_case")]
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
        /// A name of `Fit`: `none`, `line`, `proportional`, `quadratic`, `power`, `exponential` or `sine`.
        kind: String,
    },
    /// Strikes everything out: rows, runs, what was chosen and drawn for graphs, and the note.
    ClearNotebook,
    /// Says who takes the reading from now on.
    Reading {
        /// `learner`, `instrument` or `exact`.
        mode: String,
    },
    /// Begins a new run; the live samples of the run before are kept.
    Run,
    /// Names a run.
    NameRun {
        /// Its number, from 1.
        run: u32,
        /// Its name; empty to take it away.
        name: String,
    },
    /// Leaves all rows of a run out of graphs and fits, or takes them back.
    ExcludeRun {
        /// Its number, from 1.
        run: u32,
        /// True to leave it out.
        excluded: bool,
    },
    /// Chooses what an axis of a graph shows. A prediction drawn on the axes before goes.
    Axis {
        /// Id of the graph.
        graph: String,
        /// `x` or `y`.
        axis: String,
        /// Id of the column.
        column: String,
        /// A name of `Scale`: `linear`, `square`, `cube`, `root`, `inverse`, `inverse_square`, `log10` or `ln`.
        scale: String,
    },
    /// Draws a prediction into a graph.
    Predict {
        /// Id of the graph.
        graph: String,
        /// Points of the curve in the units of the axes, at most 200; none to take it away.
        points: Vec<[f64; 2]>,
    },
    /// Writes the note.
    Note {
        /// All of it, at most 20 000 letters.
        text: String,
    },
    /// Takes the last change of the notebook back.
    Undo,
    /// Does the change again that was taken back last.
    Redo,
    /// Moves the eye before an instrument's scale.
    Eye {
        /// Id of the instrument.
        instrument: String,
        /// Place of the eye along the scale from facing the pointer, m.
        at: f64,
    },
    /// Answers a question; an empty text takes the answer back.
    Answer {
        /// Id of the question.
        question: String,
        /// The number with its unit, the id of the option, or the words.
        text: String,
    },
    /// Ticks a step of the work as done, or takes the tick back.
    Tick {
        /// Id of the step.
        step: String,
        /// True for done.
        done: bool,
    },
    /// Hands the work in: after it the learner changes nothing.
    Submit,
    /// Shows or hides the arrows.
    Vectors {
        /// True to show them.
        shown: bool,
    },
    /// Puts a part up on the workbench, at its start.
    #[cfg(feature = "rigid")]
    Add {
        /// Id of what is offered.
        offer: String,
        /// Where: its place, its first end, or where it is joined first.
        at: [f64; 2],
        /// Its other end; the same for what has one place.
        to: [f64; 2],
        /// Ids of what it is joined to, in the order of its terminals; empty where an anchor is to be put up, or nothing.
        joins: Vec<String>,
    },
    /// Takes a part of the workbench away, with what hangs on it alone.
    #[cfg(feature = "rigid")]
    Remove {
        /// Its path.
        part: String,
    },
    /// Joins a part of the workbench to another.
    #[cfg(feature = "rigid")]
    Join {
        /// Its path.
        part: String,
        /// Name of the terminal.
        terminal: String,
        /// Id of the other part; empty to let go.
        to: String,
    },
    /// Puts a whole arrangement up on the workbench in place of what is there.
    #[cfg(feature = "rigid")]
    Arrange {
        /// Its text, as a lab gives it.
        arrangement: String,
    },
    /// Chooses what the live graph of a workbench shows.
    #[cfg(feature = "rigid")]
    Plot {
        /// Path of what is along x; empty for time.
        x: String,
        /// Path of what is along y; empty for nothing.
        y: String,
    },
}

impl Read for Source {
    fn read(node: &Node) -> Result<Source, Wrong> {
        match node.text() {
            Some("learner") => Ok(Source::Learner),
            Some("page") => Ok(Source::Page),
            Some("lesson") => Ok(Source::Lesson),
            Some("replay") => Ok(Source::Replay),
            _ => Err(Wrong::at(node, "it is done by learner, page, lesson or replay")),
        }
    }
}

impl Read for Action {
    fn read(node: &Node) -> Result<Action, Wrong> {
        let mut f = Fields::of(node)?;
        let kind: String = f.need("do")?;
        let action = match kind.as_str() {
            "set" => Action::Set { path: f.need("path")?, value: f.need("value")? },
            "control" => Action::Control { control: f.need("control")?, value: f.need("value")? },
            "take" => Action::Take { at: f.need("at")?, grip: f.may("grip")?.unwrap_or_default() },
            "move" => Action::Move { at: f.need("at")? },
            "release" => Action::Release,
            "nudge" => Action::Nudge { grip: f.need("grip")?, by: f.need("by")? },
            "press" => Action::Press { grip: f.need("grip")? },
            "play" => Action::Play,
            "pause" => Action::Pause,
            "step" => Action::Step,
            "speed" => Action::Speed { factor: f.need("factor")? },
            "reset" => Action::Reset,
            "view" => Action::View { view: f.need("view")? },
            "site" => Action::Site { site: f.need("site")? },
            "profile" => Action::Profile { profile: f.need("profile")? },
            "row" => Action::Row,
            "cell" => Action::Cell { row: f.need("row")?, column: f.need("column")?, text: f.need("text")? },
            "delete_row" => Action::DeleteRow { row: f.need("row")? },
            "exclude_row" => Action::ExcludeRow { row: f.need("row")?, excluded: f.need("excluded")? },
            "fit" => Action::Fit { graph: f.need("graph")?, kind: f.need("kind")? },
            "clear_notebook" => Action::ClearNotebook,
            "reading" => Action::Reading { mode: f.need("mode")? },
            "run" => Action::Run,
            "name_run" => Action::NameRun { run: f.need("run")?, name: f.need("name")? },
            "exclude_run" => Action::ExcludeRun { run: f.need("run")?, excluded: f.need("excluded")? },
            "axis" => Action::Axis {
                graph: f.need("graph")?,
                axis: f.need("axis")?,
                column: f.need("column")?,
                scale: f.need("scale")?,
            },
            "predict" => Action::Predict { graph: f.need("graph")?, points: f.need("points")? },
            "note" => Action::Note { text: f.need("text")? },
            "undo" => Action::Undo,
            "redo" => Action::Redo,
            "eye" => Action::Eye { instrument: f.need("instrument")?, at: f.need("at")? },
            "answer" => Action::Answer { question: f.need("question")?, text: f.need("text")? },
            "tick" => Action::Tick { step: f.need("step")?, done: f.need("done")? },
            "submit" => Action::Submit,
            "vectors" => Action::Vectors { shown: f.need("shown")? },
            #[cfg(feature = "rigid")]
            "add" => {
                Action::Add { offer: f.need("offer")?, at: f.need("at")?, to: f.need("to")?, joins: f.need("joins")? }
            }
            #[cfg(feature = "rigid")]
            "remove" => Action::Remove { part: f.need("part")? },
            #[cfg(feature = "rigid")]
            "join" => Action::Join { part: f.need("part")?, terminal: f.need("terminal")?, to: f.need("to")? },
            #[cfg(feature = "rigid")]
            "arrange" => Action::Arrange { arrangement: f.need("arrangement")? },
            #[cfg(feature = "rigid")]
            "plot" => Action::Plot { x: f.need("x")?, y: f.need("y")? },
            other => return Err(Wrong::at(node, &format!("there is no action `{other}`"))),
        };
        f.close()?;
        Ok(action)
    }
}

#[cfg(test)]
mod tests {
    use super::Action;
    use crate::module::fields::parse;
    use crate::module::json::Limits;

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
            Action::Reading { mode: t("learner") },
            Action::Run,
            Action::NameRun { run: 1, name: t("soft spring") },
            Action::ExcludeRun { run: 1, excluded: true },
            Action::Axis { graph: t("g"), axis: t("x"), column: t("t"), scale: t("square") },
            Action::Predict { graph: t("g"), points: vec![[0.0, 0.1], [1.5, -2.0]] },
            Action::Note { text: t("“Line one”\nand two") },
            Action::Undo,
            Action::Redo,
            Action::Eye { instrument: t("rule"), at: -0.05 },
            Action::Answer { question: t("law"), text: t("9.8 m/s^2") },
            Action::Tick { step: t("time"), done: true },
            Action::Submit,
            Action::Vectors { shown: true },
            #[cfg(feature = "rigid")]
            Action::Add { offer: t("ball"), at: [0.1, 0.2], to: [0.3, 0.4], joins: vec![t("rail1"), t("")] },
            #[cfg(feature = "rigid")]
            Action::Remove { part: t("world.ball1") },
            #[cfg(feature = "rigid")]
            Action::Join { part: t("world.rod1"), terminal: t("a"), to: t("ball1") },
            #[cfg(feature = "rigid")]
            Action::Arrange { arrangement: t("{}") },
            #[cfg(feature = "rigid")]
            Action::Plot { x: t(""), y: t("world.ball1.y") },
        ];
        for action in all {
            let text = serde_json::to_string(&action).unwrap();
            assert_eq!(parse::<Action>(&text, Limits::FILE).unwrap(), action, "{text}");
        }
    }

    #[test]
    fn what_is_missing_unknown_or_out_of_place_is_named() {
        for (text, says) in [
            (r#"{}"#, "missing field `do`"),
            (r#"{"do":"fly"}"#, "there is no action `fly`"),
            (r#"{"do":"set","path":"a"}"#, "missing field `value`"),
            (r#"{"do":"play","at":[0,0]}"#, "the field \"at\" does not belong here"),
            (r#"{"do":"play","extra":1}"#, "the field \"extra\" does not belong here"),
            (r#"{"do":"speed","factor":"2"}"#, "a number is wanted"),
        ] {
            let error = parse::<Action>(text, Limits::FILE).unwrap_err();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
