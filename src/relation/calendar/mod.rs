//! The calendar: what dates, years, times of day, durations and ages say of each other.

mod stamp;

pub use stamp::{Clock, Stamp, What, Written, stamps};
