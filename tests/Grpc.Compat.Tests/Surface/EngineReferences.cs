using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Grpc.Compat.Tests.Surface;

/// <summary>What a compiled assembly refers to in another one: its types and members, spelled as text.</summary>
internal static class EngineReferences
{
    public static IReadOnlyList<string> Read(string path, string target)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var handle in reader.TypeReferences)
        {
            if (ScopeOf(reader, handle) == target)
            {
                found.Add(SignatureNames.Instance.GetTypeFromReference(reader, handle, 0));
            }
        }

        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (ParentOf(reader, member.Parent) is { } parent && ScopeOf(reader, parent) == target)
            {
                found.Add(Spell(reader, member, SignatureNames.Instance.GetTypeFromReference(reader, parent, 0)));
            }
        }

        return [.. found];
    }

    public static AssemblyReferenceIdentity Identity(string path, string target)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var reference = reader
            .AssemblyReferences.Select(reader.GetAssemblyReference)
            .Single(assembly => reader.GetString(assembly.Name) == target);
        return new(reference.Version, Convert.ToHexString(reader.GetBlobBytes(reference.PublicKeyOrToken)));
    }

    private static string Spell(MetadataReader reader, MemberReference member, string type)
    {
        var name = reader.GetString(member.Name);
        return member.GetKind() == MemberReferenceKind.Field
            ? $"{type}::{name} : {member.DecodeFieldSignature(SignatureNames.Instance, null)}"
            : $"{type}::{name} : {SignatureNames.Spell(member.DecodeMethodSignature(SignatureNames.Instance, null))}";
    }

    private static TypeReferenceHandle? ParentOf(MetadataReader reader, EntityHandle parent) =>
        parent.Kind switch
        {
            HandleKind.TypeReference => (TypeReferenceHandle)parent,
            HandleKind.TypeSpecification => GenericTypeOf(reader, (TypeSpecificationHandle)parent),
            _ => null,
        };

    private static TypeReferenceHandle? GenericTypeOf(MetadataReader reader, TypeSpecificationHandle handle)
    {
        var blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        blob.ReadCompressedInteger();
        var type = blob.ReadTypeHandle();
        return type.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)type : null;
    }

    private static string? ScopeOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => ScopeOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(
                reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name
            ),
            _ => null,
        };
    }
}
