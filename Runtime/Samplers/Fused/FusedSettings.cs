using System.Numerics;

namespace DslManifolds.Samplers.Fused;

/// <summary>The numbers of a step: <see cref="ConstrainedLangevinOptions"/> in the chains' element type.</summary>
internal sealed class FusedSettings<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Settings for a manifold of a dimension m.</summary>
    public FusedSettings(ConstrainedLangevinOptions options, int dimension)
    {
        NoiseScale = T.CreateTruncating(options.NoiseScale);
        HalfStep = T.CreateTruncating(0.5 * options.EffectiveStepSize);
        Clamp = options.GradientClamp is { } clamp ? T.CreateTruncating(clamp) : T.PositiveInfinity;
        var move = options.MaximumMove * options.NoiseScale * Math.Sqrt(dimension);
        MoveIsLimited = double.IsFinite(move);
        SquaredMove = T.Min(T.CreateTruncating(move * move), T.BitDecrement(T.PositiveInfinity));
        var back = options.ReversibilityTolerance * options.NoiseScale;
        SquaredReturn = T.Min(T.CreateTruncating(back * back), T.BitDecrement(T.PositiveInfinity));
        CheckReversibility = options.CheckReversibility;
        Metropolis = options.Metropolis;
        StartTolerance = T.CreateTruncating(options.StartTolerance);
        Threads = options.Threads;
        if (options.Box is not { } box)
            return;

        // Rounded inwards: what is in this box is in the box that was given.
        Lower = new T[box.Dimension];
        Upper = new T[box.Dimension];
        for (var i = 0; i < box.Dimension; i++)
        {
            (Lower[i], Upper[i]) = (T.CreateTruncating(box.Lower[i]), T.CreateTruncating(box.Upper[i]));
            if (double.CreateTruncating(Lower[i]) < box.Lower[i])
                Lower[i] = T.BitIncrement(Lower[i]);
            if (double.CreateTruncating(Upper[i]) > box.Upper[i])
                Upper[i] = T.BitDecrement(Upper[i]);
        }
    }

    /// <summary>ε.</summary>
    public T NoiseScale { get; }

    /// <summary>s / 2.</summary>
    public T HalfStep { get; }

    /// <summary>Limit on entries of ∇E; infinite for none.</summary>
    public T Clamp { get; }

    /// <summary>Whether there is a limit on moves; a move whose square overflows is never made.</summary>
    public bool MoveIsLimited { get; }

    /// <summary>Square of the longest move.</summary>
    public T SquaredMove { get; }

    /// <summary>Square of how near to x the step back must end.</summary>
    public T SquaredReturn { get; }

    /// <inheritdoc cref="ConstrainedLangevinOptions.CheckReversibility"/>
    public bool CheckReversibility { get; }

    /// <inheritdoc cref="ConstrainedLangevinOptions.Metropolis"/>
    public bool Metropolis { get; }

    /// <inheritdoc cref="ConstrainedLangevinOptions.StartTolerance"/>
    public T StartTolerance { get; }

    /// <inheritdoc cref="ConstrainedLangevinOptions.Threads"/>
    public int? Threads { get; }

    /// <summary>Lower corner of the box; null for all of ℝⁿ.</summary>
    public T[]? Lower { get; }

    /// <summary>Upper corner of the box.</summary>
    public T[]? Upper { get; }
}
