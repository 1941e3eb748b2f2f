using System.Text;
using Grpc.Core;

namespace Chat.Shape.Bench;

/// <summary>Inference's part: store the question, look for passages, ask, relay, store the answer.</summary>
internal sealed class SpeakerService(Store.StoreClient store, Finder.FinderClient finder, Upstream upstream)
    : Speaker.SpeakerBase
{
    public override async Task Reply(
        Question request,
        IServerStreamWriter<Words> responseStream,
        ServerCallContext context
    )
    {
        var cancel = context.CancellationToken;
        await AppendAsync(request.Conversation, "visitor", request.Text, cancel);
        await finder.SearchAsync(request, cancellationToken: cancel);
        var said = new StringBuilder();
        await foreach (var words in upstream.AskAsync(request.Text, cancel))
        {
            said.AppendJoin(null, words.Words_);
            await responseStream.WriteAsync(words, cancel);
        }

        await AppendAsync(request.Conversation, "ai", said.ToString(), cancel);
    }

    private async Task AppendAsync(string conversation, string author, string text, CancellationToken cancellationToken)
    {
        var entry = new Entry
        {
            Conversation = conversation,
            Author = author,
            Text = text,
        };
        await store.AppendAsync(entry, cancellationToken: cancellationToken);
    }
}
