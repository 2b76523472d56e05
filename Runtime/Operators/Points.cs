using static TorchSharp.torch;

namespace DslManifolds.Operators;

/// <summary>Checks of the arguments that generated code receives.</summary>
public static class Points
{
    /// <summary>Requires rows of a given length with the element type and device of a model.</summary>
    /// <param name="points">Tensor to check; should be (batch, <paramref name="size"/>).</param>
    /// <param name="size">Required length of a row.</param>
    /// <param name="reference">A parameter of the model.</param>
    /// <param name="name">Name of the argument, for the message.</param>
    /// <exception cref="ArgumentException">The shape, element type or device is another.</exception>
    public static void Require(Tensor points, int size, Tensor reference, string name)
    {
        RequireShape(points, size, name);
        if (points.dtype != reference.dtype)
            throw new ArgumentException(
                $"Expected elements of type {reference.dtype}, as the model's parameters, got {points.dtype}. Convert one: x.to(…) or model.to(…).",
                name);
        if (points.device_type != reference.device_type || points.device_index != reference.device_index)
            throw new ArgumentException(
                $"Expected a tensor on {reference.device}, as the model's parameters, got {points.device}. Move one: x.to(…) or model.to(…).",
                name);
    }

    /// <summary>Requires rows of a given length with floating elements: what a model without parameters takes.</summary>
    /// <param name="points">Tensor to check; should be (batch, <paramref name="size"/>).</param>
    /// <param name="size">Required length of a row.</param>
    /// <param name="name">Name of the argument, for the message.</param>
    /// <exception cref="ArgumentException">The shape is another, or the elements are no real floating numbers.</exception>
    public static void Require(Tensor points, int size, string name)
    {
        RequireShape(points, size, name);
        if (!points.is_floating_point())
            throw new ArgumentException($"Expected elements of a floating type, got {points.dtype}. Convert them: x.to(…).", name);
    }

    /// <summary>As <see cref="Require(Tensor, int, Tensor, string)"/>, and requires as many rows as another argument has.</summary>
    /// <param name="points">Tensor to check; should be (batch, <paramref name="size"/>).</param>
    /// <param name="size">Required length of a row.</param>
    /// <param name="companion">The argument that has the right number of rows.</param>
    /// <param name="reference">A parameter of the model.</param>
    /// <param name="name">Name of the argument, for the message.</param>
    /// <exception cref="ArgumentException">The shape, number of rows, element type or device is another.</exception>
    public static void RequireAlong(Tensor points, int size, Tensor companion, Tensor reference, string name)
    {
        Require(points, size, reference, name);
        RequireRows(points, companion, name);
    }

    /// <summary>Requires rows of a given length, as many as another argument has, of its element type and on its device.</summary>
    /// <param name="points">Tensor to check; should be (batch, <paramref name="size"/>).</param>
    /// <param name="size">Required length of a row.</param>
    /// <param name="companion">The argument to agree with.</param>
    /// <param name="name">Name of the argument, for the message.</param>
    /// <exception cref="ArgumentException">The shape, number of rows, element type or device is another.</exception>
    public static void RequireAlong(Tensor points, int size, Tensor companion, string name)
    {
        RequireShape(points, size, name);
        RequireRows(points, companion, name);
        if (points.dtype != companion.dtype)
            throw new ArgumentException($"Expected elements of type {companion.dtype}, as those of x, got {points.dtype}.", name);
        if (points.device_type != companion.device_type || points.device_index != companion.device_index)
            throw new ArgumentException($"Expected a tensor on {companion.device}, as x, got {points.device}.", name);
    }

    private static void RequireShape(Tensor points, int size, string name)
    {
        if (points.dim() != 2 || points.size(1) != size)
            throw new ArgumentException($"Expected a tensor of shape (batch, {size}), got ({string.Join(", ", points.shape)}).", name);
    }

    private static void RequireRows(Tensor points, Tensor companion, string name)
    {
        if (points.size(0) != companion.size(0))
            throw new ArgumentException($"Expected {companion.size(0)} rows, as x has, got {points.size(0)}.", name);
    }
}
