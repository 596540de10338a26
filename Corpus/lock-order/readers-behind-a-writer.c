// run: kernel-version=6.1
/*
 * Two orders of an rwsem and a mutex, in both of which the rwsem is only read. That is no harm until a
 * writer asks for it: the second reader queues behind the writer, who waits for the first. Of the second
 * rwsem there is no writer.
 */

#include <linux/mutex.h>
#include <linux/rwsem.h>

static DECLARE_RWSEM(topology);
static DECLARE_RWSEM(names);
static DEFINE_MUTEX(power);
static DEFINE_MUTEX(clocks);
static int state;

void power_on_bad(void)
{
	down_read(&topology);
	mutex_lock(&power); // expect: lock-order confirmed
	state++;
	mutex_unlock(&power);
	up_read(&topology);
}

void power_off_bad(void)
{
	mutex_lock(&power);
	down_read(&topology);
	state--;
	up_read(&topology);
	mutex_unlock(&power);
}

void topology_change(void)
{
	down_write(&topology);
	state = 0;
	up_write(&topology);
}

void clock_on_ok(void)
{
	down_read(&names);
	mutex_lock(&clocks);
	state++;
	mutex_unlock(&clocks);
	up_read(&names);
}

void clock_off_ok(void)
{
	mutex_lock(&clocks);
	down_read(&names);
	state--;
	up_read(&names);
	mutex_unlock(&clocks);
}
