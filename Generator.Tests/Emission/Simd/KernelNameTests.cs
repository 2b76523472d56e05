using DslManifolds.Generator.Tests.Harness;

namespace DslManifolds.Generator.Tests.Emission.Simd;

/// <summary>Kernels mean the runtime's types whatever a project calls its own.</summary>
public sealed class KernelNameTests
{
    private static readonly Consumer Documented = new() { Documentation = true, WarningsAsErrors = true };

    [Fact]
    public void TypesAndMembersOfTheUsersHideNothing() => GeneratorHarness.Run(
        """
        namespace Kernels { public static class VectorMath; public static class Dense; }
        namespace Intrinsics { public struct Vector512; }
        """,
        """
        using DslManifolds;
        namespace Consumer;

        [Manifold(Ambient = 3, Dimension = 1)] [Mlp(5)]
        public sealed partial class Net
        {
            private static class Kernels;
            private sealed class VectorMath;
            private sealed class Lanes;
            private static double MultiplyAdd(double x) => x * x;
            [Constraint] private static double F(double x, double y, double z) => MultiplyAdd(x) + scratch0() * z;
            private static double scratch0() => 2;
        }

        [Manifold(Ambient = 3, Dimension = 2)] [Mlp(5)] public sealed partial class T;
        [Energy(Ambient = 3)] [Mlp(5)] public sealed partial class TResult;
        [ConstrainedModel(typeof(T), typeof(TResult))] public sealed partial class Weights;
        [Union(typeof(T), typeof(Net))] public sealed partial class Both;
        """)
        .AssertGeneratedCodeIsClean();

    [Fact]
    public void KernelsAreDocumentedAndDrawNoWarning() => GeneratorHarness.Run(
        Documented,
        """
        using DslManifolds;
        namespace Consumer;

        /// <summary>A surface.</summary>
        [Manifold(Ambient = 3, Dimension = 2)] [Mlp(5)] public sealed partial class Net;
        /// <summary>An energy.</summary>
        [Energy(Ambient = 3)] [Mlp(5)] public sealed partial class Warmth;
        /// <summary>A model.</summary>
        [ConstrainedModel(typeof(Net), typeof(Warmth))] public sealed partial class Model;
        /// <summary>The model, turned.</summary>
        [Rotate(typeof(Model), 0, 1, Degrees = 30)] public sealed partial class Turned;
        /// <summary>Both.</summary>
        [Union(typeof(Model), typeof(Turned))] public sealed partial class Both;
        /// <summary>Frames.</summary>
        [Stiefel(Rows = 4, Columns = 2)] public sealed partial class Frames;
        """)
        .AssertClean();

    [Fact]
    public void KernelsUseNoUnsafeCode()
    {
        var run = GeneratorHarness.Run(
            "using DslManifolds; [Manifold(Ambient = 3, Dimension = 2)] [Mlp(5)] public sealed partial class Net;");
        var kernels = run.Sources["Net-Kernels.g.cs"];
        Assert.Contains("readonly struct ManifoldKernel<T>", kernels);
        Assert.DoesNotContain("unsafe", kernels);
        run.AssertClean();
    }

    [Fact]
    public void ANestedTypeNamedKernelsHasAFileOfItsOwn() => GeneratorHarness.Run(
        """
        using DslManifolds;
        [Manifold(Ambient = 3, Dimension = 2)] [Mlp(5)]
        public sealed partial class Net
        {
            [Energy(Ambient = 3)] [Mlp(5)] public sealed partial class Kernels;
        }
        """)
        .AssertClean();
}
