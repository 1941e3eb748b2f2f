using System.Reflection;

namespace Aspire.Compat.Tests.Surface;

/// <summary>Members as text, by names alone, so that those of two assemblies of one name can be compared.</summary>
internal static class MemberText
{
    public static bool IsExtension(MethodInfo method) =>
        method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ExtensionAttribute");

    /// <summary>Name, parameters and their defaults; the receiver of an extension method is left out.</summary>
    public static string Of(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Skip(IsExtension(method) ? 1 : 0).Select(Of))})";

    private static string Of(ParameterInfo parameter)
    {
        var text = $"{Of(parameter.ParameterType)} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {parameter.RawDefaultValue ?? "null"}" : text;
    }

    private static string Of(Type type)
    {
        var bare = type.IsByRef ? type.GetElementType()! : type;
        if (!bare.IsGenericType)
        {
            return bare.Name;
        }

        var arguments = bare.GetGenericArguments().Select(Of).ToList();
        return bare.Name == "Nullable`1"
            ? arguments[0] + "?"
            : $"{bare.Name.Split('`')[0]}<{string.Join(", ", arguments)}>";
    }
}
