// run: kernel-version=6.1
/*
 * A stream is locked with a mutex if its device sleeps, and else with a spinlock and interrupts off. Where
 * a second stream is locked inside of the first, interrupts are off already if it spins.
 */

#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct stream {
	spinlock_t lock;
	struct mutex mutex;
	bool sleeps;
	int position;
};

static irqreturn_t stream_interrupt(int irq, void *data)
{
	struct stream *stream = data;

	spin_lock(&stream->lock);
	stream->position++;
	spin_unlock(&stream->lock);
	return IRQ_HANDLED;
}

int stream_start(struct stream *stream, unsigned int irq)
{
	return request_irq(irq, stream_interrupt, 0, "stream", stream);
}

static void outer_lock(bool sleeps, struct mutex *mutex)
{
	if (sleeps)
		mutex_lock(mutex);
	else
		local_irq_disable();
}

static void outer_unlock(bool sleeps, struct mutex *mutex)
{
	if (sleeps)
		mutex_unlock(mutex);
	else
		local_irq_enable();
}

static void stream_lock(struct stream *stream)
{
	if (stream->sleeps)
		mutex_lock(&stream->mutex);
	else
		spin_lock(&stream->lock);
}

static void stream_unlock(struct stream *stream)
{
	if (stream->sleeps)
		mutex_unlock(&stream->mutex);
	else
		spin_unlock(&stream->lock);
}

void stream_link_ok(struct stream *stream, struct mutex *all)
{
	bool sleeps = stream->sleeps;

	outer_lock(sleeps, all);
	stream_lock(stream);
	stream->position = 0;
	stream_unlock(stream);
	outer_unlock(sleeps, all);
}
