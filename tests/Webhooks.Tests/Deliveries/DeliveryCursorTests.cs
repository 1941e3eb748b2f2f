using Chat.Webhooks.Deliveries;

namespace Chat.Webhooks.Tests.Deliveries;

public sealed class DeliveryCursorTests
{
    [Fact]
    public void TryRead_WhatWasWritten_ReturnsTheId()
    {
        var id = Guid.CreateVersion7();

        Assert.True(DeliveryCursor.TryRead(DeliveryCursor.Write(id), out var read));

        Assert.Equal(id, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("*********************")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void TryRead_AnythingElse_ReturnsFalse(string text) => Assert.False(DeliveryCursor.TryRead(text, out _));
}
