namespace DslManifolds.Shapes;

/// <summary>What the equations of quadrics share.</summary>
internal static class Quadric
{
    public static double Square(double x) => x * x;
}
