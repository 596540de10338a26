// run: kernel-version=6.1
/*
 * A platform with clocks of its own, where nothing is to be prepared: what its function does is what it says.
 */

#include <linux/spinlock.h>

struct clk {
	int users;
};

int clk_prepare_enable(struct clk *clk)
{
	clk->users++;
	return 0;
}

struct stream {
	spinlock_t lock;
	struct clk *clock;
	int runs;
};

void stream_start_ok(struct stream *stream)
{
	spin_lock(&stream->lock);
	clk_prepare_enable(stream->clock);
	stream->runs = 1;
	spin_unlock(&stream->lock);
}
