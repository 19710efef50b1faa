//! Reading an expression, by operator precedence (V. R. Pratt, Top down operator precedence, 1973).

use std::ops::Range;

use super::{
    Expression, ExpressionError, ExpressionProblem as Problem, Function1, Function2, Operation, STACK, What, error,
};
use crate::numerics::math::PI;
use crate::quantity::nearest;

/// Longer texts are refused, in bytes.
const LONGEST: usize = 2000;
/// Brackets, signs and right sides of operators inside one another.
const DEEPEST: usize = 100;

const FUNCTIONS_1: [(&str, Function1); 11] = [
    ("sqrt", Function1::Sqrt),
    ("abs", Function1::Abs),
    ("sin", Function1::Sin),
    ("cos", Function1::Cos),
    ("tan", Function1::Tan),
    ("asin", Function1::Asin),
    ("acos", Function1::Acos),
    ("atan", Function1::Atan),
    ("exp", Function1::Exp),
    ("ln", Function1::Ln),
    ("log10", Function1::Log10),
];

const FUNCTIONS_2: [(&str, Function2); 3] =
    [("atan2", Function2::Atan2), ("min", Function2::Min), ("max", Function2::Max)];

/// How tightly operators bind; unary minus stands between product and power: -x^2 is -(x^2).
const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const SIGN: u8 = 3;
const POWER: u8 = 4;

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// Whatever is wrong first, with its place. Texts over 2000 bytes or nested deeper than 100 (brackets and right
    /// sides of operators) are refused.
    pub fn parse(text: &str) -> Result<Expression, ExpressionError> {
        if text.len() > LONGEST {
            return Err(ExpressionError { found: String::new(), ..error(text, 0..text.len(), Problem::Size) });
        }
        let mut parser = Parser { text, at: 0, names: Vec::new(), operations: Vec::new(), waiting: 0 };
        if parser.peek().is_none() {
            return Err(error(text, 0..0, Problem::Empty));
        }
        parser.expression(0, 0)?;
        match parser.peek() {
            None => Ok(Expression { text: text.to_owned(), names: parser.names, operations: parser.operations }),
            Some((span, ')' | ',')) => Err(error(text, span, Problem::BracketClosed)),
            Some((span, c)) => Err(parser.unexpected(span, c)),
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    /// Byte of the next character.
    at: usize,
    names: Vec<String>,
    operations: Vec<Operation>,
    /// Values on the stack after the operations so far.
    waiting: usize,
}

impl Parser<'_> {
    /// The next character that is not a space, and its place; the place is then the parser's.
    fn peek(&mut self) -> Option<(Range<usize>, char)> {
        let rest = self.text.get(self.at..).unwrap_or("");
        self.at += rest.len() - rest.trim_start().len();
        let c = rest.trim_start().chars().next()?;
        Some((self.at..self.at + c.len_utf8(), c))
    }

    fn step_over(&mut self, span: &Range<usize>) {
        self.at = span.end;
    }

    /// Steps over the characters that `wanted` takes and gives their place.
    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Range<usize> {
        let rest = self.text.get(self.at..).unwrap_or("");
        let length = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += length;
        self.at - length..self.at
    }

    fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or("")
    }

    fn push(&mut self, what: What, span: Range<usize>) -> Result<(), ExpressionError> {
        match what {
            What::Number(_) | What::Name(_) => self.waiting += 1,
            What::Negate | What::One(_) => {}
            _ => self.waiting = self.waiting.saturating_sub(1),
        }
        if self.waiting > STACK {
            return Err(error(self.text, span, Problem::Size));
        }
        self.operations.push(Operation { what, span });
        Ok(())
    }

    /// What to say about a character where an operator could stand.
    fn unexpected(&self, span: Range<usize>, c: char) -> ExpressionError {
        let problem = if is_name_start(c) || c.is_ascii_digit() || c == '(' || c == '.' {
            Problem::OperatorWanted
        } else {
            Problem::Character
        };
        error(self.text, span, problem)
    }

    /// A value and all operators after it that bind tighter than `least`.
    fn expression(&mut self, least: u8, depth: usize) -> Result<(), ExpressionError> {
        let Some((first, c)) = self.peek() else {
            return Err(error(self.text, self.at..self.at, Problem::ValueWanted));
        };
        if depth > DEEPEST {
            return Err(error(self.text, first, Problem::Size));
        }
        let start = first.start;
        match c {
            '-' | '−' | '+' => {
                self.step_over(&first);
                self.expression(SIGN, depth + 1)?;
                if c != '+' {
                    self.push(What::Negate, start..self.at)?;
                }
            }
            '(' => {
                self.step_over(&first);
                self.expression(0, depth + 1)?;
                self.close()?;
            }
            _ if c.is_ascii_digit() || c == '.' => self.number()?,
            _ if is_name_start(c) => self.name(depth)?,
            _ if "*×·/÷^),".contains(c) => {
                return Err(error(self.text, first, Problem::ValueWanted));
            }
            _ => return Err(error(self.text, first, Problem::Character)),
        }
        while let Some((span, c)) = self.peek() {
            let (what, binding, right) = match c {
                '+' => (What::Add, SUM, SUM),
                '-' | '−' => (What::Subtract, SUM, SUM),
                '*' | '×' | '·' => (What::Multiply, PRODUCT, PRODUCT),
                '/' | '÷' => (What::Divide, PRODUCT, PRODUCT),
                // From the right, and with a sign in the exponent: 2^-1^2 is 2^(-(1^2)).
                '^' => (What::Power, POWER, SIGN),
                _ => break,
            };
            if binding <= least {
                break;
            }
            self.step_over(&span);
            self.expression(right, depth + 1)?;
            self.push(what, start..self.at)?;
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), ExpressionError> {
        match self.peek() {
            Some((span, ')')) => {
                self.step_over(&span);
                Ok(())
            }
            Some((span, ',')) => Err(error(self.text, span, Problem::BracketClosed)),
            Some((span, c)) if is_name_start(c) || c.is_ascii_digit() || c == '(' => Err(self.unexpected(span, c)),
            Some((span, _)) => Err(error(self.text, span, Problem::BracketOpen)),
            None => Err(error(self.text, self.at..self.at, Problem::BracketOpen)),
        }
    }

    fn number(&mut self) -> Result<(), ExpressionError> {
        let mut span = self.take(|c| c.is_ascii_digit() || c == '.');
        let mut rest = self.text.get(self.at..).unwrap_or("").chars();
        if matches!(rest.next(), Some('e' | 'E')) {
            let (sign, digit) = match rest.next() {
                Some('+' | '-') => (1, rest.next()),
                other => (0, other),
            };
            if digit.is_some_and(|c| c.is_ascii_digit()) {
                self.at += 1 + sign;
                span.end = self.take(|c| c.is_ascii_digit()).end;
            }
        }
        match self.slice(&span).parse::<f64>() {
            Ok(value) if value.is_finite() => self.push(What::Number(value), span),
            _ => Err(error(self.text, span, Problem::Number)),
        }
    }

    /// A name, a constant or a function with its values.
    fn name(&mut self, depth: usize) -> Result<(), ExpressionError> {
        let mut span = self.take(|c| is_name_part(c) || c == '.');
        // A dot at the end or a doubled one joins nothing.
        let name = self.slice(&span);
        if name.split('.').any(str::is_empty) {
            let good = name.split('.').take_while(|part| !part.is_empty()).map(|part| part.len() + 1).sum::<usize>();
            span.start += good.saturating_sub(1);
            return Err(error(self.text, span.start..span.start + 1, Problem::Character));
        }
        let name = name.to_owned();
        match self.peek() {
            Some((bracket, '(')) => {
                self.step_over(&bracket);
                self.call(&name, span, depth)
            }
            _ if name == "pi" => self.push(What::Number(PI), span),
            _ => {
                let known = self.names.iter().position(|known| *known == name);
                let index = known.unwrap_or_else(|| {
                    self.names.push(name);
                    self.names.len() - 1
                });
                self.push(What::Name(index), span)
            }
        }
    }

    fn call(&mut self, name: &str, span: Range<usize>, depth: usize) -> Result<(), ExpressionError> {
        let one = FUNCTIONS_1.iter().find(|(known, _)| *known == name).map(|(_, function)| *function);
        let two = FUNCTIONS_2.iter().find(|(known, _)| *known == name).map(|(_, function)| *function);
        if one.is_none() && two.is_none() {
            let all = FUNCTIONS_1.iter().map(|(known, _)| *known).chain(FUNCTIONS_2.iter().map(|(known, _)| *known));
            let nearest = nearest(name, all).map(str::to_owned);
            return Err(ExpressionError { nearest, ..error(self.text, span, Problem::UnknownFunction) });
        }
        let mut got = 0;
        if !matches!(self.peek(), Some((_, ')'))) {
            loop {
                self.expression(0, depth + 1)?;
                got += 1;
                // min and max take any number of values, two at a time.
                if let Some(function) = two.filter(|_| got > 1) {
                    self.push(What::Two(function), span.start..self.at)?;
                }
                match self.peek() {
                    Some((comma, ',')) => self.step_over(&comma),
                    _ => break,
                }
            }
        }
        self.close()?;
        let want = if two.is_some() { 2 } else { 1 };
        if got < want || (got > want && !matches!(two, Some(Function2::Min | Function2::Max))) {
            return Err(error(self.text, span, Problem::Arguments { got, want }));
        }
        match one {
            Some(function) => self.push(What::One(function), span.start..self.at),
            None => {
                // The call reaches to its closing bracket.
                if let Some(last) = self.operations.last_mut() {
                    last.span.end = self.at;
                }
                Ok(())
            }
        }
    }
}

fn is_name_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
