using System.Text;
using Grpc.Core;

namespace Grpc.Compat.Tests.Calls;

public sealed class MetadataTests
{
    public static TheoryData<string> Changes => [.. ChangesByName.Keys];

    private static Dictionary<string, Action<Metadata>> ChangesByName { get; } =
        new(StringComparer.Ordinal)
        {
            ["add entry"] = metadata => metadata.Add(new Metadata.Entry("key", "value")),
            ["add text"] = metadata => metadata.Add("key", "value"),
            ["add bytes"] = metadata => metadata.Add("key-bin", [1]),
            ["insert"] = metadata => metadata.Insert(0, new Metadata.Entry("key", "value")),
            ["set"] = metadata => metadata[0] = new Metadata.Entry("key", "value"),
            ["clear"] = metadata => metadata.Clear(),
            ["remove"] = metadata => metadata.Remove(new Metadata.Entry("key", "value")),
            ["remove at"] = metadata => metadata.RemoveAt(0),
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Empty_AnyChange_IsRefused(string change)
    {
        void Act() => ChangesByName[change](Metadata.Empty);

        Assert.Throws<InvalidOperationException>(Act);
        Assert.Empty(Metadata.Empty);
    }

    [Fact]
    public void IsReadOnly_EmptyAndNew_Differ()
    {
        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.False(new Metadata().IsReadOnly);
    }

    [Fact]
    public void Get_SeveralEntriesOfTheKey_GivesTheLast()
    {
        var metadata = new Metadata
        {
            { "key", "first" },
            { "other", "between" },
            { "key", "last" },
        };

        Assert.Equal("last", metadata.Get("key")?.Value);
    }

    [Fact]
    public void Get_KeyInAnotherCase_FindsIt()
    {
        var metadata = new Metadata { { "x-request", "found" } };

        Assert.Equal("found", metadata.Get("X-Request")?.Value);
    }

    [Fact]
    public void Get_UnknownKey_GivesNull()
    {
        var metadata = new Metadata { { "key", "value" } };

        Assert.Null(metadata.Get("other"));
        Assert.Null(metadata.GetValue("other"));
        Assert.Null(metadata.GetValueBytes("other"));
    }

    [Fact]
    public void Get_NullKey_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new Metadata().Get(null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata().GetAll(null!));
    }

    [Fact]
    public void GetAll_SeveralEntriesOfTheKey_GivesThemInOrder()
    {
        var metadata = new Metadata
        {
            { "key", "first" },
            { "other", "between" },
            { "KEY", "last" },
        };

        Assert.Equal(["first", "last"], metadata.GetAll("Key").Select(entry => entry.Value));
    }

    [Fact]
    public void GetValue_BinaryEntry_Throws()
    {
        var metadata = new Metadata { { "key-bin", [1, 2] } };

        Assert.Throws<InvalidOperationException>(() => metadata.GetValue("key-bin"));
    }

    [Fact]
    public void GetValueBytes_SeveralEntriesOfTheKey_GivesTheLast()
    {
        var metadata = new Metadata { { "key-bin", [1] }, { "key-bin", [2, 3] } };

        Assert.Equal([2, 3], metadata.GetValueBytes("key-bin"));
    }

    [Fact]
    public void GetValueBytes_TextEntry_GivesItsAscii()
    {
        var metadata = new Metadata { { "key", "value" } };

        Assert.Equal(Encoding.ASCII.GetBytes("value"), metadata.GetValueBytes("key"));
    }

    [Fact]
    public void GetEnumerator_SeveralEntries_KeepsTheOrder()
    {
        var metadata = new Metadata
        {
            { "b", "1" },
            { "a", "2" },
            { "b", "3" },
        };

        Assert.Equal(["b=1", "a=2", "b=3"], metadata.Select(entry => $"{entry.Key}={entry.Value}"));
    }

    [Fact]
    public void GetEnumerator_ChangedMeanwhile_Throws()
    {
        var metadata = new Metadata { { "a", "1" } };
        using var enumerator = metadata.GetEnumerator();

        metadata.Add("b", "2");

        Assert.Throws<InvalidOperationException>(() => enumerator.MoveNext());
    }

    [Fact]
    public void Insert_AtAPlace_MovesTheRest()
    {
        var metadata = new Metadata { { "a", "1" }, { "c", "3" } };

        metadata.Insert(1, new Metadata.Entry("b", "2"));

        Assert.Equal(["a", "b", "c"], metadata.Select(entry => entry.Key));
    }

    [Fact]
    public void Remove_EqualButOtherEntry_LeavesIt()
    {
        var entry = new Metadata.Entry("key", "value");
        var metadata = new Metadata { entry };

        Assert.False(metadata.Remove(new Metadata.Entry("key", "value")));
        Assert.True(metadata.Remove(entry));
        Assert.Empty(metadata);
    }

    [Fact]
    public void IndexOf_ThisEntryAndAnother_TellsThemApart()
    {
        var entry = new Metadata.Entry("key", "value");
        var metadata = new Metadata { { "key", "value" }, entry };

        Assert.Equal(1, metadata.IndexOf(entry));
        Assert.Contains(entry, metadata);
        Assert.Equal(-1, metadata.IndexOf(new Metadata.Entry("key", "value")));
    }

    [Fact]
    public void RemoveAt_APlace_RemovesThatEntryAlone()
    {
        var metadata = new Metadata { { "a", "1" }, { "b", "2" } };

        metadata.RemoveAt(0);

        Assert.Equal("b", Assert.Single(metadata).Key);
    }

    [Fact]
    public void Clear_SeveralEntries_LeavesNone()
    {
        var metadata = new Metadata { { "a", "1" }, { "b", "2" } };

        metadata.Clear();

        Assert.Empty(metadata);
    }

    [Fact]
    public void Indexer_SetAndGet_IsThatPlace()
    {
        var entry = new Metadata.Entry("c", "3");
        var metadata = new Metadata { { "a", "1" }, { "b", "2" } };

        metadata[1] = entry;

        Assert.Same(entry, metadata[1]);
        Assert.Throws<ArgumentNullException>(() => metadata[0] = null!);
    }

    [Fact]
    public void CopyTo_AnOffset_StartsThere()
    {
        var metadata = new Metadata { { "a", "1" }, { "b", "2" } };
        var array = new Metadata.Entry[3];

        metadata.CopyTo(array, 1);

        Assert.Null(array[0]);
        Assert.Equal(["a", "b"], array[1..].Select(entry => entry.Key));
    }

    [Fact]
    public void Add_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new Metadata().Add(null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata().Insert(0, null!));
    }
}
