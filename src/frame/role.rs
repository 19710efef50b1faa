//! Roles: what a colour means, and the triple of colours it has in each theme.

use super::Rgba;

/// Which of a role's three colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The colour itself.
    #[default]
    Base,
    /// Where light falls.
    Light,
    /// Where it does not, and outlines.
    Dark,
}

/// Base, light and dark, as `0xRRGGBBAA`.
type Triple = [u32; 3];

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident $light:expr, $dark:expr, $projector:expr;)*) => {
        /// What a colour means. Themes give it its colours.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Role { $($(#[$doc])* $name,)* }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Role] = &[$(Role::$name,)*];

            /// Its colours in the light, dark and projector themes.
            pub(super) const fn colours(self) -> [Triple; 3] {
                match self { $(Role::$name => [$light, $dark, $projector],)* }
            }
        }
    };
}

impl Role {
    /// Its colour in a theme (0 light, 1 dark, 2 projector).
    pub(super) const fn colour(self, theme: usize, tone: Tone) -> Rgba {
        Rgba::hex(self.colours()[theme % 3][tone as usize])
    }
}

// The columns are theme by theme, so that a row can be compared across themes at a glance.
#[rustfmt::skip]
roles! {
    /// The wall behind the bench.
    Wall [0xEEF0F2FF, 0xF8F9FAFF, 0xD9DEE3FF], [0x171C23FF, 0x1D232BFF, 0x11151AFF], [0xF3F5F7FF, 0xFFFFFFFF, 0xD0D7DEFF];
    /// Faint lines on the wall.
    Grid [0xE0E4E9FF, 0xE9ECF0FF, 0xC8CFD7FF], [0x262D36FF, 0x35404CFF, 0x212830FF], [0xCED6DEFF, 0xDEE4EAFF, 0xAEB9C4FF];
    /// Top of the bench: darker and lighter tone, edge of the boards.
    Bench [0xC6A271FF, 0xD8B98CFF, 0xA07C4CFF], [0x65503AFF, 0x735B42FF, 0x46361FFF], [0xBC9257FF, 0xD4AF79FF, 0x80592AFF];
    /// The lit edge of the bench.
    BenchEdge [0xE7CFA6FF, 0xF1DEBDFF, 0xC6A271FF], [0x8D7350FF, 0xA08560FF, 0x65503AFF], [0xEFD8AEFF, 0xF7E7C6FF, 0xBC9257FF];
    /// Soft shadow of things on the bench.
    Shadow [0x3A281240, 0x3A281226, 0x3A281259], [0x00000059, 0x00000033, 0x00000080], [0x2A1B0859, 0x2A1B0833, 0x2A1B0873];
    /// Text and lines on the wall.
    Ink [0x1F2933FF, 0x3B4351FF, 0x0B1016FF], [0xE8EDF2FF, 0xF7FAFCFF, 0xC9D2DBFF], [0x000000FF, 0x1F2933FF, 0x000000FF];
    /// Text and lines of less weight.
    InkSoft [0x4B5563FF, 0x5B6675FF, 0x374151FF], [0xAEB9C5FF, 0xC2CBD5FF, 0x8B97A5FF], [0x27303BFF, 0x3B4351FF, 0x111820FF];
    /// Reference lines: verticals, axes, sight lines.
    Guide [0x6B7280FF, 0x9AA3AFFF, 0x4B5563FF], [0x8D99A7FF, 0xA9B4C0FF, 0x6B7785FF], [0x3B4351FF, 0x6B7280FF, 0x1F2933FF];
    /// Aluminium and plated sheet.
    Metal [0xC9D0D8FF, 0xF0F3F6FF, 0x7A8492FF], [0x8F99A6FF, 0xBCC5CEFF, 0x4F5A67FF], [0xC0C8D1FF, 0xF6F8FAFF, 0x4F5A67FF];
    /// Painted castings: clamps, bosses.
    DarkMetal [0x4B5563FF, 0x8D97A4FF, 0x2D3540FF], [0x58636FFF, 0x8D97A4FF, 0x262D36FF], [0x3B4351FF, 0x7F8A98FF, 0x161C24FF];
    /// Polished steel: rods, balls, springs.
    Steel [0xB4BDC8FF, 0xF1F4F7FF, 0x6F7987FF], [0x8A95A2FF, 0xC9D1D9FF, 0x4A5562FF], [0xA9B3BFFF, 0xFAFBFCFF, 0x48535FFF];
    /// Brass: balls, masses.
    Brass [0xD3A84AFF, 0xF8E7B4FF, 0x8E6820FF], [0xB28C3CFF, 0xDFC887FF, 0x6B4E16FF], [0xD2A336FF, 0xFCEBB4FF, 0x75530FFF];
    /// Cast iron: bases of stands.
    Iron [0x5D6673FF, 0x8D97A4FF, 0x3A424EFF], [0x4E5763FF, 0x7A8492FF, 0x2B323CFF], [0x4B5563FF, 0x8D97A4FF, 0x1F2933FF];
    /// Copper: wires, coils.
    Copper [0xC7773FFF, 0xEDB78AFF, 0x8A4A1EFF], [0xA8632FFF, 0xD1966AFF, 0x6B3813FF], [0xC26A2CFF, 0xF0B98AFF, 0x6F3712FF];
    /// Light wood of rules and balls.
    Wood [0xE7C88FFF, 0xF5E2BCFF, 0xB58B52FF], [0xB8986AFF, 0xCDB188FF, 0x7C5D34FF], [0xEBCB8FFF, 0xFAE8C3FF, 0x8F6630FF];
    /// Darker wood of blocks.
    DarkWood [0xB9854AFF, 0xD3A571FF, 0x7E5526FF], [0x8C6438FF, 0xA77F50FF, 0x573A18FF], [0xB27A3BFF, 0xD6A66CFF, 0x66411AFF];
    /// Planks and inclined planes.
    Board [0xD9B27CFF, 0xEBCFA3FF, 0xA27A46FF], [0x967650FF, 0xAF9068FF, 0x634A2AFF], [0xDDB374FF, 0xF2D6A6FF, 0x80592AFF];
    /// Terry towel.
    Towel [0x86AEC4FF, 0xB4D2E0FF, 0x557F97FF], [0x557A8EFF, 0x7FA3B5FF, 0x36566AFF], [0x74A4BFFF, 0xB4D6E8FF, 0x3A667FFF];
    /// Cotton cloth.
    Cotton [0xF1ECE1FF, 0xFBF9F3FF, 0xC5BBA7FF], [0xB8B2A4FF, 0xCCC7BBFF, 0x837C6CFF], [0xF5F0E4FF, 0xFFFFFFFF, 0x9B907AFF];
    /// White paper.
    Paper [0xFBFBF9FF, 0xFFFFFFFF, 0xC3CAD1FF], [0xCDD3D9FF, 0xDDE2E7FF, 0x8D97A2FF], [0xFFFFFFFF, 0xFFFFFFFF, 0x7A8492FF];
    /// Carbon paper, its inked side.
    CarbonPaper [0x2E3442FF, 0x4A5163FF, 0x171B25FF], [0x2A303DFF, 0x454C5DFF, 0x11141BFF], [0x1F2430FF, 0x414859FF, 0x0B0E14FF];
    /// Light plastic: housings.
    Plastic [0xE3E8ECFF, 0xF8FAFBFF, 0xA3AEB9FF], [0x9BA6B1FF, 0xB9C2CBFF, 0x5D6874FF], [0xDDE3E8FF, 0xFFFFFFFF, 0x6F7B87FF];
    /// Dark plastic: housings, gates.
    DarkPlastic [0x364152FF, 0x5A6679FF, 0x212936FF], [0x3F4A5AFF, 0x647083FF, 0x232A34FF], [0x27303BFF, 0x566173FF, 0x10151BFF];
    /// Print on dark plastic.
    PlasticInk [0xF1F4F6FF, 0xFFFFFFFF, 0xC3CAD3FF], [0xF1F4F6FF, 0xFFFFFFFF, 0xC3CAD3FF], [0xFFFFFFFF, 0xFFFFFFFF, 0xDDE3EAFF];
    /// Glass: nearly clear, with a thin outline and a highlight.
    Glass [0xE6F1F880, 0xFFFFFFC0, 0x8FA3B5FF], [0xA9C1D033, 0xFFFFFF66, 0x8FA3B5FF], [0xE6F1F880, 0xFFFFFFE0, 0x5B7186FF];
    /// Water in a glass vessel: translucent, its surface and its edge.
    Liquid [0x8CC2E666, 0xC4E1F480, 0x3F86B5D9], [0x4C86AD66, 0x8DBBD980, 0x274F69D9], [0x74B4E080, 0xB4DAF299, 0x1F6391E6];
    /// Clear plastic with print: protractors, tubes.
    Clear [0xFFFFFFB3, 0xFFFFFFE0, 0x8FA3B5FF], [0xDDE5ECB3, 0xF0F4F7CC, 0x6F8190FF], [0xFFFFFFCC, 0xFFFFFFF0, 0x4F6274FF];
    /// Rubber: feet, stoppers.
    Rubber [0x3D434DFF, 0x666D78FF, 0x262A31FF], [0x363C45FF, 0x5A616BFF, 0x1E2228FF], [0x2B3038FF, 0x5A616BFF, 0x14171BFF];
    /// A table-tennis ball.
    Celluloid [0xFAF6ECFF, 0xFFFFFFFF, 0xBFB49CFF], [0xDCD7CAFF, 0xF0ECE2FF, 0x8F8672FF], [0xFCF6E6FF, 0xFFFFFFFF, 0x8F8468FF];
    /// Cotton thread, fishing line.
    Thread [0x39424FFF, 0x6B7280FF, 0x1F2933FF], [0xC3CCD6FF, 0xE3E9EEFF, 0x93A0AEFF], [0x0F151BFF, 0x3B4351FF, 0x000000FF];
    /// Divisions and numbers on wood.
    Scale [0x4A3416FF, 0x6B4F28FF, 0x2B1D0AFF], [0x24190AFF, 0x3B2A12FF, 0x120C04FF], [0x2B1B06FF, 0x4A3416FF, 0x000000FF];
    /// Face of a dial or scale.
    Face [0xFBFCFDFF, 0xFFFFFFFF, 0xDBE1E8FF], [0xCFD6DDFF, 0xDDE3E9FF, 0xA3AEB9FF], [0xFFFFFFFF, 0xFFFFFFFF, 0xC3CAD3FF];
    /// Divisions and numbers on a face.
    FaceInk [0x1F2933FF, 0x4B5563FF, 0x0B1016FF], [0x171D24FF, 0x374151FF, 0x000000FF], [0x000000FF, 0x27303BFF, 0x000000FF];
    /// Pointers and hands.
    Pointer [0xC01818FF, 0xE05252FF, 0x7F1212FF], [0xB01212FF, 0xD04A4AFF, 0x740F0FFF], [0xB00000FF, 0xE04040FF, 0x700000FF];
    /// A visible beam.
    Laser [0xF04438FF, 0xFF8A80FF, 0xB42318FF], [0xFF6B5EFF, 0xFFA79EFF, 0xD92D20FF], [0xE0190BFF, 0xFF6A5EFF, 0xA01208FF];
    /// Liquid-crystal display.
    Display [0xC7D3C0FF, 0xD8E1D2FF, 0x8D9C88FF], [0xB3C0ACFF, 0xC4CFBEFF, 0x75836FFF], [0xD2DECAFF, 0xE4ECDFFF, 0x6F7D69FF];
    /// Its digits.
    DisplayInk [0x161F18FF, 0x3B463CFF, 0x0A0F0BFF], [0x10180FFF, 0x36402FFF, 0x050805FF], [0x000000FF, 0x2B352CFF, 0x000000FF];
    /// Dark window of a lit display.
    LedPanel [0x1C1416FF, 0x34272AFF, 0x0E090AFF], [0x140E10FF, 0x2B2023FF, 0x070405FF], [0x120A0CFF, 0x2E2225FF, 0x000000FF];
    /// Its digits.
    Led [0xFF6A5AFF, 0xFF9C90FF, 0xB93A2DFF], [0xFF6A5AFF, 0xFF9C90FF, 0xB93A2DFF], [0xFF7A6AFF, 0xFFB0A6FF, 0xC23D30FF];
    /// North pole.
    Magnet [0xC53A34FF, 0xE57F79FF, 0x862320FF], [0xB2332EFF, 0xD0706AFF, 0x741E1BFF], [0xC0261FFF, 0xE57F79FF, 0x701612FF];
    /// South pole.
    SouthPole [0x2F62B5FF, 0x7A9EDBFF, 0x1C3F79FF], [0x3B6BB8FF, 0x7A9EDBFF, 0x1F4583FF], [0x1F52A8FF, 0x7A9EDBFF, 0x10305FFF];
    /// Skin of a hand.
    Hand [0xE9BD9BFF, 0xF5D6BDFF, 0xB07B55FF], [0xC4977AFF, 0xD8B095FF, 0x8A5D40FF], [0xE8B78FFF, 0xF7D9BFFF, 0x8F5A35FF];
    /// Sleeve of a coat.
    Sleeve [0xF4F6F8FF, 0xFFFFFFFF, 0xB4BEC8FF], [0xAEB8C2FF, 0xC5CED6FF, 0x6B7682FF], [0xFFFFFFFF, 0xFFFFFFFF, 0x7A8492FF];
    /// What the learner may do.
    Accent [0x0F766EFF, 0x14A098FF, 0x0B5750FF], [0x2DD4BFFF, 0x5EEAD4FF, 0x14A396FF], [0x0B5F58FF, 0x0F766EFF, 0x063F3AFF];
    /// Text on the accent.
    OnAccent [0xFFFFFFFF, 0xFFFFFFFF, 0xE3F4F2FF], [0x06231FFF, 0x0B3B35FF, 0x031512FF], [0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF];
    /// Ring around what has the keyboard.
    Focus [0x1D4ED8FF, 0x60A5FAFF, 0x1E3A8AFF], [0x93C5FDFF, 0xBFDBFEFF, 0x60A5FAFF], [0x0B3BC4FF, 0x3B74F0FF, 0x06268AFF];
    /// Halo under the pointer.
    Hover [0x0F766E38, 0x0F766E20, 0x0F766E66], [0x2DD4BF40, 0x2DD4BF26, 0x2DD4BF73], [0x0B5F5847, 0x0B5F5829, 0x0B5F5880];
    /// Halo of what is held.
    Held [0x0F766E66, 0x0F766E40, 0x0F766E99], [0x2DD4BF73, 0x2DD4BF4D, 0x2DD4BFA6], [0x0B5F5880, 0x0B5F5852, 0x0B5F58B3];
    /// Where a thing has been.
    Trace [0x8A6B2EFF, 0xC2A76CFF, 0x5F4714FF], [0xD9BC7FFF, 0xEBD7ACFF, 0xA98A4AFF], [0x6B4C0CFF, 0xA07F38FF, 0x3D2A02FF];
    /// A mark on paper: carbon spots, pencil.
    Mark [0x2B3140FF, 0x5B6475FF, 0x11151DFF], [0x1B202BFF, 0x4B5362FF, 0x05070BFF], [0x000000FF, 0x2B3140FF, 0x000000FF];
    /// Force.
    Force [0xB8430BFF, 0xD9622BFF, 0x8A3006FF], [0xFF9B57FF, 0xFFB987FF, 0xE07A32FF], [0xA83A05FF, 0xD1541AFF, 0x7A2800FF];
    /// Velocity.
    Velocity [0x1D5AD9FF, 0x4F82EEFF, 0x1E40AFFF], [0x6AABFBFF, 0x9BC8FFFF, 0x3F87E6FF], [0x0F47C4FF, 0x3B74F0FF, 0x0A3190FF];
    /// Acceleration.
    Acceleration [0x7030DDFF, 0x9565F0FF, 0x5521B0FF], [0xB49CFFFF, 0xD0C2FFFF, 0x9375F0FF], [0x5C1FC6FF, 0x7C3AEDFF, 0x441593FF];
    /// Momentum.
    Momentum [0x136F36FF, 0x2C9A57FF, 0x0C4F26FF], [0x4ADE80FF, 0x86EFACFF, 0x22B65CFF], [0x0B5F2BFF, 0x15803DFF, 0x063F1BFF];
    /// Field.
    Field [0x0B7079FF, 0x1795A1FF, 0x075058FF], [0x3FD0DDFF, 0x82E6EEFF, 0x1FAEBBFF], [0x075A62FF, 0x0E7F8AFF, 0x033E44FF];
}
