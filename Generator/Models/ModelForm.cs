namespace DslManifolds.Generator.Models;

/// <summary>
/// The attribute that declares a type: a member's name is the attribute's. Where a type has several by mistake, the first one here counts.
/// </summary>
internal enum ModelForm
{
    Manifold,
    Energy,
    ConstrainedModel,
    Encoder,
    Decoder,
    PushforwardModel,
    Sphere,
    Stiefel,
    Union,
    Intersect,
    Product,
    Translate,
    Rotate,
    Scale,
}
