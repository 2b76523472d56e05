using System.Numerics;

namespace DslManifolds.Samplers.Fused;

/// <summary>One thread's working memory, and the step that works in it.</summary>
internal sealed class FusedWorker<T, TStep>(TStep step, int vectors) : FusedWorker<T>(vectors)
    where T : unmanaged, IFloatingPointIeee754<T>
    where TStep : struct
{
    private readonly TStep step = step;

    /// <summary>The step, which no other thread uses.</summary>
    public ref readonly TStep Step => ref step;
}
