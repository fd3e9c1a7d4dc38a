mod classification;
mod lists;
mod matching;
