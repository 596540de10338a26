// run: kernel-version=6.1
/*
 * A function for other configurations comes to the lock as its callers do, which are not built here; the
 * one caller of the helper that is built has interrupts off. Another function is not used at all.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#ifndef __maybe_unused
#define __maybe_unused __attribute__((__unused__))
#endif

struct engine {
	spinlock_t lock;
	struct work_struct reset;
	int requests;
};

static irqreturn_t engine_interrupt(int irq, void *data)
{
	struct engine *engine = data;

	spin_lock(&engine->lock);
	engine->requests--;
	spin_unlock(&engine->lock);
	return IRQ_HANDLED;
}

static void engine_unwind(struct engine *engine)
{
	spin_lock(&engine->lock);
	engine->requests++;
	spin_unlock(&engine->lock);
}

static void engine_reset_ok(struct work_struct *work)
{
	struct engine *engine = container_of(work, struct engine, reset);

	local_irq_disable();
	engine_unwind(engine);
	local_irq_enable();
}

int engine_start(struct engine *engine, unsigned int irq)
{
	INIT_WORK(&engine->reset, engine_reset_ok);
	return request_irq(irq, engine_interrupt, 0, "engine", engine);
}

void engine_unwind_ok(struct engine *engine)
{
	engine_unwind(engine);
}

static int __maybe_unused engine_requests_ok(struct engine *engine)
{
	int requests;

	spin_lock(&engine->lock);
	requests = engine->requests;
	spin_unlock(&engine->lock);
	return requests;
}
