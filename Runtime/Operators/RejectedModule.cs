using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace DslManifolds.Operators;

/// <summary>
/// Base of a declared type that was rejected: a module in name, so that uses of the type raise no errors besides those of the
/// declaration itself. A build with such a type has failed, so no instance ever exists.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RejectedModule : nn.Module<Tensor, Tensor>
{
    /// <summary>Makes the module that no one can make.</summary>
    protected RejectedModule()
        : base(nameof(RejectedModule))
    {
    }

    /// <summary>The exception of every member of a rejected type.</summary>
    /// <param name="type">The type's full name.</param>
    public static Exception Error(string type)
        => new InvalidOperationException($"The declaration of {type} was rejected: see the DSLM errors of the build.");

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => throw Error(GetType().Name);
}
