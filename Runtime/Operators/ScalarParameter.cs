using System.ComponentModel;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DslManifolds.Operators;

/// <summary>A trained number of a generated model, a parameter tensor without dimensions, read and written as a number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ScalarParameter
{
    /// <summary>Makes the parameter. The caller owns it.</summary>
    /// <param name="start">Value at the start.</param>
    /// <param name="dtype">Floating element type.</param>
    /// <param name="device">Device; the CPU by default.</param>
    public static Parameter Make(double start, ScalarType dtype, Device? device)
        => new(tensor(start, dtype: dtype, device: device ?? CPU).DetachFromDisposeScope());

    /// <summary>The number.</summary>
    /// <param name="parameter">The parameter.</param>
    public static double Read(Parameter parameter)
    {
        using var gradient = no_grad();
        using var value = parameter.to(ScalarType.Float64, CPU, copy: true);
        return value.item<double>();
    }

    /// <summary>Writes a number into the parameter's tensor, so that optimizers keep hold of it.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">The number, finite in the parameter's element type.</param>
    /// <param name="name">Name of the property, for the message.</param>
    /// <exception cref="ArgumentException">The number is NaN or infinite, or too large for the parameter's element type.</exception>
    public static void Write(Parameter parameter, double value, string name)
    {
        using var gradient = no_grad();
        using var number = tensor(value, dtype: parameter.dtype, device: parameter.device);
        using var finite = number.isfinite();
        if (!finite.item<bool>())
            throw new ArgumentException($"{name} has to be a finite number of type {parameter.dtype}, got {value}.", nameof(value));
        parameter.copy_(number);
    }
}
