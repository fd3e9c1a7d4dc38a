mod lists;
mod matching;
