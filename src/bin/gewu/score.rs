//! `gewu score`: scores a recording by a rubric and prints every item, its reasons and the moments that decided.

use super::arguments::{self, once};
use super::open::{file_of, open};
use gewu::assess::{Judged, Reason, Rubric, Text, score};
use gewu::lab::Record;
use gewu::module::fields;
use gewu::module::json::Limits;
use std::rc::Rc;

/// The words of a reason, in both languages: key, Chinese, English.
const WORDS: [(&str, &str, &str); 12] = [
    ("score.done", "做到了", "done"),
    ("score.not_done", "没有做到", "not done"),
    ("score.mistake", "有错误", "mistake"),
    ("score.corrected", "有错误，已及时改正", "mistake, put right in time"),
    ("score.redone", "已重做，不扣分", "done again, not counted"),
    ("score.covered", "已包含在其他扣分中", "counted with another mistake"),
    ("score.excused", "器材故障，不扣分", "fault of the apparatus, not counted"),
    ("score.prepared", "由教师事先准备", "prepared by the teacher"),
    ("score.by_teacher", "由教师评定", "decided by the teacher"),
    ("score.for_teacher", "待教师评定", "for the teacher"),
    ("score.may_cost", "由教师判断是否扣分", "the teacher decides"),
    ("score.band", "评分等级", "level"),
];

/// Scores the file that the words name.
pub fn run(words: &[String]) -> Result<bool, String> {
    let flags = [
        once("--module", "the folder of its module"),
        once("--rubric", "a rubric file"),
        once("--lang", "zh or en"),
        once("--judged", "a file with the decisions of the teacher"),
    ];
    let words = arguments::parse(words, &flags)?;
    let file = words.one("a recording")?;
    let read = |file: &str| std::fs::read_to_string(file).map_err(|e| format!("{file} cannot be read: {e}"));
    let record = Record::parse(&read(file)?).map_err(|e| format!("{file} is no recording: {e}"))?;
    let path = words.value("--module").unwrap_or(&record.module);
    let Some(module) = open(path)? else { return Ok(false) };
    let own = file_of(path).with_file_name("rubric.json").display().to_string();
    let rubric_file = words.value("--rubric").unwrap_or(&own);
    let rubric = match Rubric::parse(rubric_file, &read(rubric_file)?, Some(&module)) {
        Ok(rubric) => rubric,
        Err(problems) => {
            problems.iter().for_each(|problem| eprintln!("{problem}"));
            return Ok(false);
        }
    };
    let judged: Judged = match words.value("--judged") {
        Some(file) => fields::parse(&read(file)?, Limits::FILE).map_err(|e| format!("{file}: {e}"))?,
        None => Judged::default(),
    };
    let zh = match words.value("--lang") {
        Some("zh") => true,
        None | Some("en") => false,
        Some(other) => return Err(format!("--lang is zh or en, not \"{other}\"")),
    };
    let score = match score(Rc::new(module), &rubric, &record, &judged) {
        Ok(score) => score,
        Err(error) => {
            eprintln!("{file}: {error}");
            return Ok(false);
        }
    };
    println!("{}", said(&score.title, zh));
    for item in &score.items {
        let open = if item.open > 0.0 { format!(" (+{}?)", item.open) } else { String::new() };
        println!("{:>4}  {}/{}{open}  {}", item.id, item.earned, item.points, said(&item.text, zh));
        for reason in item.reasons.iter().filter(|reason| reason.key != "score.done") {
            println!("        {}", sentence(reason, zh));
        }
    }
    if score.overtime > 0.0 {
        println!("{}: -{}", if zh { "超时" } else { "overtime" }, score.overtime);
    }
    println!("{}: {}/{}", if zh { "总分" } else { "total" }, score.earned, score.points);
    if score.open > 0.0 {
        println!("{}: {}", if zh { "待教师评定" } else { "for the teacher" }, score.open);
    }
    Ok(true)
}

fn said(text: &Text, zh: bool) -> &str {
    if zh { &text.zh } else { &text.en }
}

fn sentence(reason: &Reason, zh: bool) -> String {
    let word = WORDS.iter().find(|(key, ..)| *key == reason.key);
    let word = word.map_or(reason.key, |(_, chinese, english)| if zh { chinese } else { english });
    let place = match &reason.moment {
        None => String::new(),
        Some(at) => {
            let row = match (at.row, zh) {
                (0, _) => String::new(),
                (row, true) => format!("，第{row}行"),
                (row, false) => format!(", row {row}"),
            };
            match zh {
                true => format!("（{:.2} s，第{}步操作{row}）", at.time, at.action),
                false => format!(" (at {:.2} s, action {}{row})", at.time, at.action),
            }
        }
    };
    format!("{:+}  {word}: {}{place}", reason.points, said(&reason.text, zh))
}
