using System.ComponentModel;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace DslManifolds.Operators;

/// <summary>
/// A trained number of a generated model: the parameter "value", a tensor without dimensions, which is read and written as a number.
/// </summary>
/// <remarks>
/// It is a module of its own, registered under the name of the model's property. A parameter of the model itself could not have that name:
/// Module.to would write the converted tensor into the property.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScalarParameter : nn.Module
{
    // The component's name is the parameter's: Module.to replaces the field under it.
#pragma warning disable IDE0044 // assigned by reflection in Module.to
    [ComponentName(Name = "value")]
    private Parameter tensor;
#pragma warning restore IDE0044

    /// <summary>Makes the parameter.</summary>
    /// <param name="name">Name of the property, for messages.</param>
    /// <param name="start">Value at the start.</param>
    /// <param name="dtype">Floating element type.</param>
    /// <param name="device">Device; the CPU by default.</param>
    public ScalarParameter(string name, double start, ScalarType dtype = ScalarType.Float32, Device? device = null)
        : base(name)
    {
        tensor = new Parameter(torch.tensor(start, dtype: dtype, device: device ?? CPU).DetachFromDisposeScope());
        RegisterComponents();
    }

    /// <summary>The parameter's tensor, without dimensions. Owned by this module.</summary>
    public Parameter Tensor => tensor;

    /// <summary>
    /// The number. Writing goes into the same tensor, so that optimizers keep hold of it.
    /// </summary>
    /// <exception cref="ArgumentException">The number is NaN or infinite, or too large for the parameter's element type.</exception>
    public double Value
    {
        get
        {
            using var gradient = no_grad();
            using var wide = tensor.to(ScalarType.Float64, CPU, copy: true);
            return wide.item<double>();
        }

        set
        {
            using var gradient = no_grad();
            using var number = torch.tensor(value, dtype: tensor.dtype, device: tensor.device);
            using var finite = number.isfinite();
            if (!finite.item<bool>())
                throw new ArgumentException($"{GetName()} has to be a finite number of type {tensor.dtype}, got {value}.", nameof(value));
            tensor.copy_(number);
        }
    }
}
