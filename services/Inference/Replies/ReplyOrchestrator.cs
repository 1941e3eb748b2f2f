using Chat.Contracts.Inference.V1;
using Chat.Inference.Pacing;
using Chat.Inference.Passages;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Inference.Replies;

/// <summary>A reply from request to end: plan it, then do what the plan says.</summary>
internal sealed class ReplyOrchestrator(
    ReplyPauses pauses,
    LaterMessages later,
    ReplyPlanner planner,
    PassageFinder passages,
    ReplyAnswerer answerer
)
{
    /// <summary>Runs one reply.</summary>
    /// <returns>Null: everything was said on the stream; an error: the message was not stored.</returns>
    public async Task<Error?> RunAsync(
        ReplyRequest request,
        Principal principal,
        ReplyStream stream,
        CancellationToken callerGone
    )
    {
        if (request.Pace is not null)
        {
            await pauses.WaitAsync(request, principal.TenantId, callerGone);
        }
        // Knowledge is asked while the message is stored, for the answer most messages get. It never fails, and is
        // bounded by its own time-out: a reply may go on when its caller is gone.
        var finding = passages.FindAsync(principal, request.Text, CancellationToken.None);
        var planned = await planner.PlanAsync(request, principal);
        if (!planned.IsSuccess)
        {
            return planned.Error;
        }
        stream.Add(ReplyEvents.Accepted(planned.Value));
        switch (planned.Value)
        {
            case LeaveToHumans left:
                stream.Add(ReplyEvents.LeftToHumans(left));
                break;
            case Repeat repeat:
                ReplyEvents.AddRepeated(stream, repeat.Reply);
                break;
            case Answer answer when request.Pace is not null && await later.AnyAsync(answer.Posted, principal):
                await answerer.GiveUpAsync(answer, principal);
                stream.Add(ReplyEvents.TakenOver());
                break;
            case Answer answer:
                await answerer.AnswerAsync(answer, request, principal, finding, stream, callerGone);
                break;
        }
        await stream.FlushAsync();
        return null;
    }
}
