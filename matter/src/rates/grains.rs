//! The surface of a solid that reacts: from its grain size and how much of it is left.

use crate::numerics::math;

/// Below this share of the amount that a piece had, what is left of it crumbles: its surface fades to nothing smoothly,
/// so that it ends in a finite time without a jump.
const CRUMBS: f64 = 1e-3;

/// The shape of pieces, which keep it while they shrink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Spheres, for grains, chips and powder: the area goes as the amount to the power 2/3.
    Grain,
    /// Long cylinders, for wire: the power 1/2.
    Wire,
    /// Thin sheets, for ribbon and foil: the area stays until the sheet is used up.
    Plate,
}

impl Shape {
    /// In how many directions a piece shrinks: 3, 2 or 1.
    fn directions(self) -> i32 {
        match self {
            Shape::Grain => 3,
            Shape::Wire => 2,
            Shape::Plate => 1,
        }
    }

    /// Volume of a piece of size 1 m and of count 1.
    fn volume(self) -> f64 {
        match self {
            Shape::Grain => math::PI / 6.0,
            Shape::Wire => math::PI / 4.0,
            Shape::Plate => 1.0,
        }
    }
}

/// Equal pieces of a solid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grains {
    shape: Shape,
    molar_volume: f64,
    /// Number of grains (1), length of wire (m) or area of one side of the sheet (m²): what stays while they shrink.
    count: f64,
    /// Amount when they were whole, mol.
    whole: f64,
}

impl Grains {
    /// Pieces of a size (diameter or thickness, m) that are so much in all (mol), of a solid of this molar volume
    /// (m³/mol). `None` unless all three are positive.
    pub fn new(shape: Shape, size: f64, amount: f64, molar_volume: f64) -> Option<Grains> {
        let good = [size, amount, molar_volume].iter().all(|value| *value > 0.0 && value.is_finite());
        let count = amount * molar_volume / (shape.volume() * math::powi(size, shape.directions()));
        (good && count.is_finite()).then_some(Grains { shape, molar_volume, count, whole: amount })
    }

    /// Adds pieces of the same shape and solid to what is `left` (mol) of these. The pieces are then of one mean size.
    pub fn add(&mut self, more: Grains, left: f64) {
        let crumbling = if left < CRUMBS * self.whole { left.max(0.0) / (CRUMBS * self.whole) } else { 1.0 };
        self.count = crumbling * self.count + more.count;
        self.whole = left.max(0.0) + more.whole;
    }

    /// The size of a piece, m, when this amount (mol) is left.
    pub fn size(&self, left: f64) -> f64 {
        let volume = left.max(0.0) * self.molar_volume / (self.count * self.shape.volume());
        match self.shape {
            Shape::Grain => math::cbrt(volume),
            Shape::Wire => volume.sqrt(),
            Shape::Plate => volume,
        }
    }

    /// The area of all the pieces, m², when this amount (mol) is left; below zero the slope at zero goes on.
    pub fn area(&self, left: f64) -> f64 {
        let crumbs = CRUMBS * self.whole;
        let amount = left.max(crumbs);
        // The area of a body is what its volume grows by when its surfaces go outwards: D·V over half of its size.
        let whole = 2.0 * f64::from(self.shape.directions()) * amount * self.molar_volume / self.size(amount);
        whole * super::law::fade(left / crumbs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_those_of_spheres_cylinders_and_sheets() {
        let close = |found: f64, right: f64| assert!((found / right - 1.0).abs() < 1e-12, "{found} {right}");
        let mole = 3.69e-5;
        let amount = |volume: f64| volume / mole;
        // One sphere of 1 cm; a metre of wire of 1 mm; a sheet of 2 cm² and 0.2 mm.
        let sphere = amount(math::PI / 6.0 * 1e-6);
        close(Grains::new(Shape::Grain, 0.01, sphere, mole).expect("grains").area(sphere), math::PI * 1e-4);
        let wire = amount(math::PI / 4.0 * 1e-6);
        close(Grains::new(Shape::Wire, 0.001, wire, mole).expect("wire").area(wire), math::PI * 1e-3);
        let sheet = amount(2e-4 * 2e-4);
        let plate = Grains::new(Shape::Plate, 2e-4, sheet, mole).expect("plate");
        close(plate.area(sheet), 4e-4);
        close(plate.area(0.1 * sheet), 4e-4);
        close(plate.size(0.5 * sheet), 1e-4);
        // Eight times the pieces of half the size have twice the area; an eighth left has a quarter.
        let (coarse, fine) = (Grains::new(Shape::Grain, 0.004, 0.1, mole), Grains::new(Shape::Grain, 0.002, 0.1, mole));
        let (coarse, fine) = (coarse.expect("grains"), fine.expect("grains"));
        close(fine.area(0.1) / coarse.area(0.1), 2.0);
        close(coarse.area(0.0125) / coarse.area(0.1), 0.25);
    }

    #[test]
    fn the_surface_ends_with_the_solid() {
        for shape in [Shape::Grain, Shape::Wire, Shape::Plate] {
            let grains = Grains::new(shape, 1e-3, 0.01, 3e-5).expect("grains");
            assert_eq!(grains.area(0.0), 0.0);
            assert!(grains.area(-1e-9) < 0.0);
            let (above, below) = (grains.area(1.000_001e-5), grains.area(0.999_999e-5));
            assert!((above / below - 1.0).abs() < 1e-5);
        }
        assert!(Grains::new(Shape::Grain, 0.0, 1.0, 1e-5).is_none());
        assert!(Grains::new(Shape::Grain, 1e-3, f64::NAN, 1e-5).is_none());
    }

    #[test]
    fn more_of_the_same_adds_its_surface() {
        let mut grains = Grains::new(Shape::Grain, 1e-3, 0.01, 3e-5).expect("grains");
        let one = grains.area(0.01);
        grains.add(Grains::new(Shape::Grain, 1e-3, 0.02, 3e-5).expect("grains"), 0.01);
        assert!((grains.area(0.03) / one - 3.0).abs() < 1e-12);
    }
}
