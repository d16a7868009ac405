export { NotAFile, readUserFile } from "./user-file";
