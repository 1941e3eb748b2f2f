using System.Reflection;
using System.Runtime.CompilerServices;

namespace Grpc.Compat.Tests.Surface;

/// <summary>The official engines are compiled against the official abstractions: all they ask for must be in ours.</summary>
public sealed class EngineReferencesTests
{
    public static TheoryData<string, string> Pairs =>
        new()
        {
            { "Grpc.AspNetCore.Server", "Grpc.Core.Api" },
            { "Grpc.AspNetCore.Server", "Grpc.Net.Common" },
            { "Grpc.Net.Client", "Grpc.Core.Api" },
            { "Grpc.Net.Client", "Grpc.Net.Common" },
        };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Surface_WhatTheEngineRefersTo_Exists(string engine, string abstractions)
    {
        var references = EngineReferences.Read(PathOf(engine), abstractions);

        var missing = references.Except(
            AssemblySurface.Read(PathOf(abstractions), IsFriend(engine, abstractions)),
            StringComparer.Ordinal
        );

        Assert.NotEmpty(references);
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Identity_WhatTheEngineAsksFor_IsOurs(string engine, string abstractions)
    {
        var ours = AssemblyName.GetAssemblyName(PathOf(abstractions));

        var asked = EngineReferences.Identity(PathOf(engine), abstractions);

        Assert.Equal(asked, new(ours.Version!, Convert.ToHexString(ours.GetPublicKeyToken()!)));
    }

    // The engines carry the same key as the abstractions, so a friend is named with our own key.
    private static bool IsFriend(string engine, string abstractions) =>
        Assembly
            .LoadFrom(PathOf(abstractions))
            .GetCustomAttributes<InternalsVisibleToAttribute>()
            .Any(friend =>
                friend.AssemblyName
                == $"{engine}, PublicKey={Convert.ToHexStringLower(AssemblyName.GetAssemblyName(PathOf(engine)).GetPublicKey()!)}"
            );

    private static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
}
