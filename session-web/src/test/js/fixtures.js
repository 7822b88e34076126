/** Changes in their JSON form. */
export const place = (figureId, more = {}) => ({
  kind: "FigurePlaced",
  figureId,
  figureKind: "WOMAN",
  label: "Mãe",
  colour: "ROSE",
  size: 1,
  x: 0,
  y: 0,
  facing: 0,
  ...more,
});
export const moveTo = (figureId, x, y) => ({ kind: "FigureMoved", figureId, x, y });
export const turnTo = (figureId, facing) => ({ kind: "FigureTurned", figureId, facing });
export const edit = (figureId, more = {}) => ({
  kind: "FigureEdited",
  figureId,
  figureKind: "MAN",
  label: "Pai",
  colour: "PETROL",
  size: 1.5,
  ...more,
});
export const remove = (figureId) => ({ kind: "FigureRemoved", figureId });
