// run: kernel-version=6.1
/*
 * A stream starts its clock with its spinlock held. To prepare a clock takes a mutex; only to enable it does not.
 */

#include <linux/spinlock.h>

struct clk;

int clk_enable(struct clk *clk);
int clk_prepare_enable(struct clk *clk);

struct stream {
	spinlock_t lock;
	struct clk *clock;
	int runs;
};

void stream_start_ok(struct stream *stream)
{
	spin_lock(&stream->lock);
	clk_enable(stream->clock);
	stream->runs = 1;
	spin_unlock(&stream->lock);
}
