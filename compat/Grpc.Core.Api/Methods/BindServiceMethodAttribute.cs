using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>On a generated service base class: which static method binds its methods to a server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class BindServiceMethodAttribute : Attribute
{
    private const DynamicallyAccessedMemberTypes Searched =
        DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods;

    /// <summary>The method <paramref name="bindMethodName"/> of <paramref name="bindType"/>, which takes a
    /// <see cref="ServiceBinderBase"/> and the service.</summary>
    public BindServiceMethodAttribute([DynamicallyAccessedMembers(Searched)] Type bindType, string bindMethodName)
    {
        BindType = bindType;
        BindMethodName = bindMethodName;
    }

    /// <summary>The type that has the bind method.</summary>
    [DynamicallyAccessedMembers(Searched)]
    public Type BindType { get; }

    /// <summary>The name of the bind method.</summary>
    public string BindMethodName { get; }
}
