namespace DslManifolds.Kernels;

/// <summary>
/// Names the random numbers of one step of a batch of chains. Equal keys give equal numbers, unlike keys give independent ones; a
/// draw for the chains c, c + 1, … depends on each chain's own number alone, not on how chains are split into batches or threads.
/// </summary>
/// <param name="Seed">Seed of the family.</param>
/// <param name="Step">Number of the step. The largest 64-bit number is kept for <see cref="Derive"/>.</param>
/// <param name="Chain">Number of the batch's first chain.</param>
public readonly record struct RandomKey(ulong Seed, ulong Step = 0, uint Chain = 0)
{
    // Counters of Derive stand apart from those of every draw: there the upper half is the step's number.
    private const ulong DeriveCounter = ulong.MaxValue;

    /// <summary>
    /// The key, at step 0 and chain 0, of an independent family of numbers; one for each purpose keeps purposes independent.
    /// </summary>
    /// <param name="purpose">Number of the purpose.</param>
    public RandomKey Derive(ulong purpose) => new(Philox4x32.Block(purpose, DeriveCounter, Seed).Low);

    /// <summary>The key of a step some steps later.</summary>
    /// <param name="steps">How many steps later.</param>
    public RandomKey After(ulong steps) => this with { Step = Step + steps };
}
