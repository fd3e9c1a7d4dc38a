use std::fs;
use std::path::PathBuf;

use daicho_connectors::catalogue::shapes_for;
use daicho_connectors::manifest::lint;

use crate::Failed;

pub(crate) fn run(files: &[PathBuf]) -> Result<(), Failed> {
    let mut problems = 0;
    for file in files {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        for problem in lint(&text, &shapes_for(file)) {
            println!("{}:{problem}", file.display());
            problems += 1;
        }
    }
    match problems {
        0 => Ok(()),
        1 => Err("1 problem".into()),
        many => Err(format!("{many} problems").into()),
    }
}
