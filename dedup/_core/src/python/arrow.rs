//! The texts of Arrow arrays, as slices of their data.

/// Which texts are no nulls: a bit each, from the bit of a number on. Without it none is.
pub type Validity<'d> = Option<(&'d [u8], usize)>;

/// Appends the texts of an array with offsets, each text reaching from one to the next; nothing if one is outside.
pub fn by_offsets<'d, O: Copy + TryInto<usize>>(
    offsets: &[O],
    data: &[&'d [u8]],
    validity: Validity<'_>,
    texts: &mut Vec<&'d [u8]>,
) -> Option<()> {
    let data = data.first().copied().unwrap_or_default();
    for (number, ends) in offsets.windows(2).enumerate() {
        texts.push(if is_null(validity, number)? {
            &[]
        } else {
            data.get(ends[0].try_into().ok()?..ends[1].try_into().ok()?)?
        });
    }
    Some(())
}

/// Appends the texts of an array of views: a length, then the text itself if it is short, else which data has it where.
pub fn by_views<'d>(
    views: &'d [u8],
    data: &[&'d [u8]],
    validity: Validity<'_>,
    texts: &mut Vec<&'d [u8]>,
) -> Option<()> {
    for (number, view) in views.as_chunks::<16>().0.iter().enumerate() {
        texts.push(if is_null(validity, number)? {
            &[]
        } else {
            view_text(view, data)?
        });
    }
    Some(())
}

fn view_text<'d>(view: &'d [u8; 16], data: &[&'d [u8]]) -> Option<&'d [u8]> {
    let number = |at: usize| {
        let bytes = view[at..].first_chunk()?;
        usize::try_from(i32::from_le_bytes(*bytes)).ok()
    };
    let length = number(0)?;
    if let Some(text) = view[4..].get(..length) {
        return Some(text);
    }
    let start = number(12)?;
    data.get(number(8)?)?.get(start..start + length)
}

fn is_null(validity: Validity<'_>, number: usize) -> Option<bool> {
    let Some((bits, first)) = validity else {
        return Some(false);
    };
    let bit = first + number;
    Some(bits.get(bit / 8)? >> (bit % 8) & 1 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_outside_the_data_gives_nothing() {
        let mut texts = Vec::new();

        assert_eq!(None, by_offsets(&[0, 9], &[b"short"], None, &mut texts));
        assert_eq!(None, by_offsets(&[3, 1], &[b"short"], None, &mut texts));
        assert_eq!(
            None,
            by_views(
                &[13, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
                &[b"short"],
                None,
                &mut texts
            )
        );
    }
}
