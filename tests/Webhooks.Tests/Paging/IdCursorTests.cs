using Chat.Webhooks.Paging;

namespace Chat.Webhooks.Tests.Paging;

public sealed class IdCursorTests
{
    [Fact]
    public void TryRead_WhatWasWritten_ReturnsTheId()
    {
        var id = Guid.CreateVersion7();

        Assert.True(IdCursor.TryRead(IdCursor.Write(id), out var read));

        Assert.Equal(id, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("*********************")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void TryRead_AnythingElse_ReturnsFalse(string text) => Assert.False(IdCursor.TryRead(text, out _));

    // Pages in browsers and programs outlive a release.
    [Fact]
    public void Write_Id_IsItsBytesAsTheyAreRead() =>
        Assert.Equal("AYkAAAAAcACAAAAAAAAACg", IdCursor.Write(Guid.Parse("01890000-0000-7000-8000-00000000000a")));

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff")]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff")]
    public void TryRead_AnyId_IsTheOneWritten(string text)
    {
        var id = Guid.Parse(text);

        Assert.True(IdCursor.TryRead(IdCursor.Write(id), out var read));
        Assert.Equal(id, read);
    }

    [Theory]
    [InlineData("AYkAAAAAcACAAAAAAAAA")]
    [InlineData("AYkAAAAAcACAAAAAAAAACgA")]
    [InlineData("AYkAAAAAcACAAAAAAAAAC+")]
    [InlineData("AYkAAAAAcACAAAAAAAAAC/")]
    [InlineData("01890000-0000-7000-8000-00000000000a")]
    public void TryRead_OtherLengthOrLetters_ReturnsFalse(string text) => Assert.False(IdCursor.TryRead(text, out _));
}
