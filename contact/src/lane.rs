//! Four numbers of single precision that are computed side by side, with the same bits on every machine.
//!
//! On wasm with SIMD they are one `v128`; elsewhere four floats, of which the compiler makes what the machine has. No
//! operation joins lanes, fuses or rearranges, so each lane is what scalar code would give. Start at [`F4`].

pub use inner::F4;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod inner {
    use std::arch::wasm32::*;

    /// Four floats.
    #[derive(Clone, Copy)]
    #[repr(transparent)]
    pub struct F4(v128);

    impl F4 {
        #[inline(always)]
        pub const fn new(a: f32, b: f32, c: f32, d: f32) -> F4 {
            F4(f32x4(a, b, c, d))
        }
        #[inline(always)]
        pub fn splat(x: f32) -> F4 {
            F4(f32x4_splat(x))
        }
        #[inline(always)]
        pub fn array(self) -> [f32; 4] {
            [
                f32x4_extract_lane::<0>(self.0),
                f32x4_extract_lane::<1>(self.0),
                f32x4_extract_lane::<2>(self.0),
                f32x4_extract_lane::<3>(self.0),
            ]
        }
        #[inline(always)]
        pub fn add(self, o: F4) -> F4 {
            F4(f32x4_add(self.0, o.0))
        }
        #[inline(always)]
        pub fn sub(self, o: F4) -> F4 {
            F4(f32x4_sub(self.0, o.0))
        }
        #[inline(always)]
        pub fn mul(self, o: F4) -> F4 {
            F4(f32x4_mul(self.0, o.0))
        }
        #[inline(always)]
        pub fn div(self, o: F4) -> F4 {
            F4(f32x4_div(self.0, o.0))
        }
        #[inline(always)]
        pub fn neg(self) -> F4 {
            F4(f32x4_neg(self.0))
        }
        /// The lesser of each lane; of equal ones the first.
        #[inline(always)]
        pub fn min(self, o: F4) -> F4 {
            F4(f32x4_pmin(self.0, o.0))
        }
        /// The greater of each lane; of equal ones the first.
        #[inline(always)]
        pub fn max(self, o: F4) -> F4 {
            F4(f32x4_pmax(self.0, o.0))
        }
        /// In each lane `a` where this is greater than `o`, else `b`.
        #[inline(always)]
        pub fn if_above(self, o: F4, a: F4, b: F4) -> F4 {
            F4(v128_bitselect(a.0, b.0, f32x4_gt(self.0, o.0)))
        }
        /// Rows become columns.
        #[inline(always)]
        pub fn transpose(a: F4, b: F4, c: F4, d: F4) -> [F4; 4] {
            let ab = i32x4_shuffle::<0, 4, 1, 5>(a.0, b.0);
            let cd = i32x4_shuffle::<0, 4, 1, 5>(c.0, d.0);
            let ef = i32x4_shuffle::<2, 6, 3, 7>(a.0, b.0);
            let gh = i32x4_shuffle::<2, 6, 3, 7>(c.0, d.0);
            [
                F4(i64x2_shuffle::<0, 2>(ab, cd)),
                F4(i64x2_shuffle::<1, 3>(ab, cd)),
                F4(i64x2_shuffle::<0, 2>(ef, gh)),
                F4(i64x2_shuffle::<1, 3>(ef, gh)),
            ]
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod inner {
    /// Four floats.
    #[derive(Clone, Copy)]
    #[repr(C, align(16))]
    pub struct F4([f32; 4]);

    #[inline(always)]
    fn each(a: F4, b: F4, f: impl Fn(f32, f32) -> f32) -> F4 {
        F4([f(a.0[0], b.0[0]), f(a.0[1], b.0[1]), f(a.0[2], b.0[2]), f(a.0[3], b.0[3])])
    }

    impl F4 {
        #[inline(always)]
        pub const fn new(a: f32, b: f32, c: f32, d: f32) -> F4 {
            F4([a, b, c, d])
        }
        #[inline(always)]
        pub fn splat(x: f32) -> F4 {
            F4([x; 4])
        }
        #[inline(always)]
        pub fn array(self) -> [f32; 4] {
            self.0
        }
        #[inline(always)]
        pub fn add(self, o: F4) -> F4 {
            each(self, o, |a, b| a + b)
        }
        #[inline(always)]
        pub fn sub(self, o: F4) -> F4 {
            each(self, o, |a, b| a - b)
        }
        #[inline(always)]
        pub fn mul(self, o: F4) -> F4 {
            each(self, o, |a, b| a * b)
        }
        #[inline(always)]
        pub fn div(self, o: F4) -> F4 {
            each(self, o, |a, b| a / b)
        }
        #[inline(always)]
        pub fn neg(self) -> F4 {
            F4(self.0.map(|a| -a))
        }
        /// The lesser of each lane; of equal ones the first.
        #[inline(always)]
        pub fn min(self, o: F4) -> F4 {
            each(self, o, |a, b| if b < a { b } else { a })
        }
        /// The greater of each lane; of equal ones the first.
        #[inline(always)]
        pub fn max(self, o: F4) -> F4 {
            each(self, o, |a, b| if a < b { b } else { a })
        }
        /// In each lane `a` where this is greater than `o`, else `b`.
        #[inline(always)]
        pub fn if_above(self, o: F4, a: F4, b: F4) -> F4 {
            let pick = |k: usize| if self.0[k] > o.0[k] { a.0[k] } else { b.0[k] };
            F4([pick(0), pick(1), pick(2), pick(3)])
        }
        /// Rows become columns.
        #[inline(always)]
        pub fn transpose(a: F4, b: F4, c: F4, d: F4) -> [F4; 4] {
            let column = |k: usize| F4([a.0[k], b.0[k], c.0[k], d.0[k]]);
            [column(0), column(1), column(2), column(3)]
        }
    }
}

impl F4 {
    pub const ZERO: F4 = F4::new(0.0, 0.0, 0.0, 0.0);

    /// `self + a b`, rounded twice.
    #[inline(always)]
    pub fn plus(self, a: F4, b: F4) -> F4 {
        self.add(a.mul(b))
    }
    /// `self - a b`, rounded twice.
    #[inline(always)]
    pub fn minus(self, a: F4, b: F4) -> F4 {
        self.sub(a.mul(b))
    }
    /// Without its sign.
    #[inline(always)]
    pub fn abs(self) -> F4 {
        self.max(self.neg())
    }
    /// Sum of the first three lanes, from the first on.
    #[inline(always)]
    pub fn sum3(self) -> f32 {
        let [a, b, c, _] = self.array();
        a + b + c
    }
}

#[cfg(test)]
mod tests {
    use super::F4;

    #[test]
    fn rows_become_columns_and_lanes_stay_apart() {
        let rows = [0.0, 4.0, 8.0, 12.0].map(|x| F4::new(x, x + 1.0, x + 2.0, x + 3.0));
        let [a, _, _, d] = F4::transpose(rows[0], rows[1], rows[2], rows[3]);
        assert_eq!((a.array(), d.array()), ([0.0, 4.0, 8.0, 12.0], [3.0, 7.0, 11.0, 15.0]));
        let x = F4::new(-1.0, 2.0, -3.0, 4.0);
        assert_eq!(x.abs().array(), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(x.if_above(F4::ZERO, F4::splat(1.0), F4::splat(0.0)).array(), [0.0, 1.0, 0.0, 1.0]);
        assert_eq!(F4::new(1.0, 2.0, 3.0, 100.0).sum3(), 6.0);
    }
}
