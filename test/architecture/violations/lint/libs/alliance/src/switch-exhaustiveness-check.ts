type Shape = { readonly kind: 'round' } | { readonly kind: 'square' };
export function corners(shape: Shape): number {
  switch (shape.kind) {
    case 'square':
      return 4;
  }
  return 0;
}
