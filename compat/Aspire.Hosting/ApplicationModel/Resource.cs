using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Base of all resources.</summary>
[DebuggerDisplay("{GetType().Name} {Name}")]
public abstract class Resource : IResource
{
    /// <summary>Creates a resource with a valid name.</summary>
    /// <param name="name">1 to 64 ASCII letters, digits and single hyphens, beginning with a letter.</param>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    protected Resource(string name)
    {
        ResourceNameRule.Check(name);
        Name = name;
    }

    /// <inheritdoc />
    public virtual string Name { get; }

    /// <inheritdoc />
    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
