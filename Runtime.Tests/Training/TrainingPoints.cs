using DslManifolds.Kernels;
using static TorchSharp.torch;

namespace DslManifolds.Runtime.Tests.Training;

/// <summary>Points on the unit circle for tests of trainers.</summary>
internal static class TrainingPoints
{
    /// <summary>Von Mises points of mode (1, 0), by rejection from even angles.</summary>
    public static Tensor VonMises(int rows, double concentration)
    {
        var values = new List<double>();
        var uniforms = new double[2];
        for (var step = 0UL; values.Count < 2 * rows; step++)
        {
            CounterRandom.Uniforms(new RandomKey(99, step), uniforms, 2);
            var angle = 2 * Math.PI * uniforms[0];
            if (Math.Log(uniforms[1]) < concentration * (Math.Cos(angle) - 1))
                values.AddRange([Math.Cos(angle), Math.Sin(angle)]);
        }

        return tensor(values.ToArray(), [rows, 2], dtype: ScalarType.Float32);
    }
}
