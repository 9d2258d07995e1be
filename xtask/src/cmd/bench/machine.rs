//! Describes the machine, because numbers mean little without it.

use std::fs::read_to_string;

use anyhow::Result;

use crate::tools;

/// A paragraph: processor, cores, memory, system, and how busy it was with other things.
pub fn describe() -> Result<String> {
    let cpu = read_to_string("/proc/cpuinfo")?;
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or_default();
    let cores = std::thread::available_parallelism()?;
    let memory = read_to_string("/proc/meminfo")?;
    let kib = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))
        .unwrap_or_default();
    let kib: f64 = kib
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap_or_default();
    let kernel = tools::capture(tools::command("uname").arg("-sr"))?;
    let load = read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().unwrap_or_default();
    Ok(format!(
        "{}, {cores} cores shared with the load generator, {:.0} GB, {}; load before it began: {load}.\n",
        model.trim_start_matches([' ', '\t', ':']),
        kib * 1024.0 / 1e9,
        kernel.trim(),
    ))
}
