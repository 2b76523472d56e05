using DslManifolds.Kernels;
using DslManifolds.Solvers;
using static TorchSharp.torch;

namespace DslManifolds.Samplers;

/// <summary>
/// Samples of a union: each belongs to a component drawn by the shares, so that the counts are multinomial, and comes from that
/// component's own source.
/// </summary>
internal sealed class MixtureSource(SampleSource[] components, double[] shares) : SampleSource
{
    private const ulong ChoicePurpose = 0;
    private const ulong FirstComponentPurpose = 1;

    /// <inheritdoc/>
    public override LangevinRun Draw(int count, int steps, RandomKey key, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var choices = Choices.Draw(shares, count, key.Derive(ChoicePurpose));
        var counts = default(LangevinCounts);
        var parts = new List<Tensor>();
        var places = new long[count];
        long next = 0;
        for (var i = 0; i < components.Length; i++)
        {
            var before = next;
            for (var row = 0; row < count; row++)
            {
                if (choices[row] == i)
                    places[row] = next++;
            }

            // One component stands for all where there is nothing to draw: an empty batch has a width and a type, too.
            if (next == before && !(count == 0 && i == 0))
                continue;
            var run = components[i].Draw((int)(next - before), steps, key.Derive(FirstComponentPurpose + (ulong)i), cancellationToken);
            parts.Add(run.Points);
            counts += run.Counts;
        }

        using var index = HostTransfer.WriteIndices(places, parts[0].device);
        return new LangevinRun(cat(parts, 0).index_select(0, index).MoveToOuterDisposeScope(), counts);
    }
}
