using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Grpc.Compat.Tests.Surface;

/// <summary>
/// What an assembly offers to another one: its visible types and members, spelled as <see cref="EngineReferences"/> does.
/// </summary>
internal static class AssemblySurface
{
    public static IReadOnlySet<string> Read(string path, bool toFriend)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in reader.TypeDefinitions.Where(handle => IsVisible(reader.GetTypeDefinition(handle))))
        {
            var name = SignatureNames.Instance.GetTypeFromDefinition(reader, handle, 0);
            found.Add(name);
            found.UnionWith(Members(reader, reader.GetTypeDefinition(handle), name, toFriend));
        }

        return found;
    }

    private static IEnumerable<string> Members(MetadataReader reader, TypeDefinition type, string name, bool toFriend)
    {
        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            if (IsVisible((int)(method.Attributes & MethodAttributes.MemberAccessMask), toFriend))
            {
                var signature = SignatureNames.Spell(method.DecodeSignature(SignatureNames.Instance, null));
                yield return $"{name}::{reader.GetString(method.Name)} : {signature}";
            }
        }

        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            if (IsVisible((int)(field.Attributes & FieldAttributes.FieldAccessMask), toFriend))
            {
                var signature = field.DecodeSignature(SignatureNames.Instance, null);
                yield return $"{name}::{reader.GetString(field.Name)} : {signature}";
            }
        }
    }

    // The numbers are the same for methods and fields; "or" members count as their wider half.
    private static bool IsVisible(int access, bool toFriend) =>
        (MethodAttributes)access switch
        {
            MethodAttributes.Family or MethodAttributes.FamORAssem or MethodAttributes.Public => true,
            MethodAttributes.Assembly => toFriend,
            _ => false,
        };

    private static bool IsVisible(TypeDefinition type) =>
        (type.Attributes & TypeAttributes.VisibilityMask)
            is TypeAttributes.Public
                or TypeAttributes.NestedPublic
                or TypeAttributes.NestedFamily
                or TypeAttributes.NestedFamORAssem;
}
