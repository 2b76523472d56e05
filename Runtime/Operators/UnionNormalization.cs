using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Operators;

/// <summary>
/// The normalising constants log Zᵢ = log ∫_Mᵢ e^(−Eᵢ) of a union's components: a buffer "log_normalizers" in double precision, so
/// that they are kept in checkpoints. They are NaN until they are set, by <c>NormalizingConstant.Normalize</c> or by hand, and
/// hold for the parameters that the components had then: set them anew after training.
/// </summary>
public sealed class UnionNormalization : nn.Module
{
    private readonly int count;

    // The name of this field is the name of the buffer: Module.to replaces the tensor under it.
#pragma warning disable IDE0044, IDE1006 // assigned by reflection, named as in a checkpoint
    private Tensor log_normalizers;
#pragma warning restore IDE0044, IDE1006

    /// <summary>Constants that are not set yet.</summary>
    /// <param name="components">Number of components, at least 1.</param>
    /// <param name="device">Device of the buffer; the CPU by default.</param>
    public UnionNormalization(int components, Device? device = null)
        : base(nameof(UnionNormalization))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        count = components;
        var values = new double[components];
        Array.Fill(values, double.NaN);
        log_normalizers = tensor(values, ScalarType.Float64, device ?? CPU).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Number of components.</summary>
    public int Count => count;

    /// <summary>log Zᵢ, copied; NaN where not set.</summary>
    public double[] LogNormalizers
    {
        get
        {
            using var here = log_normalizers.cpu();
            return here.data<double>().ToArray();
        }
    }

    /// <summary>Whether all constants are set.</summary>
    public bool IsSet => Array.TrueForAll(LogNormalizers, double.IsFinite);

    /// <summary>Sets the constants.</summary>
    /// <param name="logNormalizers">log Zᵢ, one for each component, finite.</param>
    /// <exception cref="ArgumentException">A number is missing, too many or not finite.</exception>
    public void Set(params double[] logNormalizers)
    {
        ArgumentNullException.ThrowIfNull(logNormalizers);
        if (logNormalizers.Length != count)
        {
            throw new ArgumentException(
                $"{logNormalizers.Length} constants are given for {count} components.", nameof(logNormalizers));
        }

        var bad = Array.FindIndex(logNormalizers, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"log Z of component {bad} is {logNormalizers[bad]}; it must be finite.", nameof(logNormalizers));
        }

        using var noGradient = no_grad();
        using var values = tensor(logNormalizers, ScalarType.Float64, CPU);
        log_normalizers.copy_(values);
    }

    /// <summary>log Zᵢ, copied.</summary>
    /// <exception cref="InvalidOperationException">They are not set.</exception>
    internal double[] Require()
    {
        var values = LogNormalizers;
        if (Array.TrueForAll(values, double.IsFinite))
            return values;
        throw new InvalidOperationException(
            "The energy of a union adds up energies that are normalised against each other, and their normalising constants are "
            + "not set. Call NormalizingConstant.Normalize(model, box) first, set them by hand with Normalization.Set(…), or "
            + "declare the union with Normalized = false.");
    }

    /// <summary>Moves the buffer to a device; it stays in double precision.</summary>
    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        if (device is not null)
            base._toEpilog(null, device, non_blocking);
    }
}
