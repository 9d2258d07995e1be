//! The picture made from a consultation's name, so that each looks different: tiles with a shape each, drawn from the
//! slug alone. It is decoration: hidden from screen readers, and without information of its own.

use leptos::prelude::*;

/// The side of a tile.
const SIDE: i32 = 40;
/// Tiles along and down.
const TILES: (i32, i32) = (6, 2);
/// Palettes of the style sheet.
const PALETTES: u64 = 6;
/// Fills of a palette.
const FILLS: [&str; 4] = ["a", "b", "c", "d"];

/// The shapes of one fill, as a path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Layer {
    fill: &'static str,
    path: String,
}

/// A stream of numbers for a text: FNV-1a to begin with, then SplitMix64.
struct Numbers(u64);

impl Numbers {
    fn of(text: &str) -> Self {
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (x ^ (x >> 31)) % bound
    }
}

/// The outline of a shape in the tile whose corner is at (x, y).
fn shape(kind: u64, x: i32, y: i32) -> String {
    let (right, below, middle) = (x + SIDE, y + SIDE, x + SIDE / 2);
    match kind {
        0 => format!("M{x} {y}h40a40 40 0 0 1-40 40z"),
        1 => format!("M{right} {y}v40a40 40 0 0 1-40-40z"),
        2 => format!("M{right} {below}h-40a40 40 0 0 1 40-40z"),
        3 => format!("M{x} {below}v-40a40 40 0 0 1 40 40z"),
        4 => format!("M{x} {y}a40 40 0 0 1 40 40a40 40 0 0 1-40-40z"),
        5 => format!("M{right} {y}a40 40 0 0 0-40 40a40 40 0 0 0 40-40z"),
        6 => format!("M{x} {y}a20 20 0 0 0 40 0z"),
        7 => format!("M{x} {below}a20 20 0 0 1 40 0z"),
        8 => format!("M{middle} {y}a20 20 0 0 1 0 40a20 20 0 0 1 0-40z"),
        _ => format!("M{x} {y}h40l-40 40z"),
    }
}

/// The palette and the layers for a slug, back to front.
fn draw(slug: &str) -> (u64, Vec<Layer>) {
    let mut numbers = Numbers::of(slug);
    let palette = numbers.below(PALETTES);
    let mut grounds: [String; 4] = Default::default();
    let mut shapes: [String; 4] = Default::default();
    for row in 0..TILES.1 {
        for column in 0..TILES.0 {
            let (x, y) = (column * SIDE, row * SIDE);
            let (ground, fill) = (numbers.below(6) as usize, numbers.below(4) as usize);
            if ground < 4 && ground != fill {
                grounds[ground].push_str(&format!("M{x} {y}h40v40h-40z"));
            }
            shapes[fill].push_str(&shape(numbers.below(10), x, y));
        }
    }
    let layer = |(fill, path): (&'static str, String)| Layer { fill, path };
    let layers = FILLS
        .into_iter()
        .zip(grounds)
        .chain(FILLS.into_iter().zip(shapes));
    (
        palette,
        layers
            .filter(|(_, path)| !path.is_empty())
            .map(layer)
            .collect(),
    )
}

/// The picture of a consultation.
pub fn pattern(slug: &str) -> AnyView {
    let (palette, layers) = draw(slug);
    let paths: Vec<_> = layers
        .into_iter()
        .map(|layer| view! { <path class=layer.fill d=layer.path></path> })
        .collect();
    view! {
        <svg class="pattern" data-palette=palette.to_string() viewBox="0 0 240 80"
            preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">{paths}</svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_name_always_gets_the_same_face_and_another_name_another() {
        assert_eq!(draw("imagine-the-city"), draw("imagine-the-city"));
        let faces: HashSet<String> = (0..200)
            .map(|n| {
                draw(&format!("consultation-{n}"))
                    .1
                    .into_iter()
                    .map(|layer| layer.path)
                    .collect()
            })
            .collect();
        assert_eq!(faces.len(), 200);
    }

    #[test]
    fn every_shape_is_small_and_stays_in_its_tile() {
        for n in 0..50 {
            let (palette, layers) = draw(&format!("c-{n}"));
            assert!(palette < PALETTES && !layers.is_empty());
            assert!(layers.iter().map(|layer| layer.path.len()).sum::<usize>() < 1_000);
        }
    }
}
