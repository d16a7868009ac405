import { runLayer } from "./layers/layer";

export = runLayer;
