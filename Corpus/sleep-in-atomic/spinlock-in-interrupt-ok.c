// run: kernel-version=6.1
/*
 * Spinning is no sleeping: spinlocks nest in spinlocks and in handlers, also those that a trylock and
 * a reader-writer lock are.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct uart {
	spinlock_t lock;
	spinlock_t console;
	rwlock_t table;
	int sent;
};

static void uart_pump(struct uart *uart)
{
	spin_lock(&uart->lock);
	read_lock(&uart->table);
	if (spin_trylock(&uart->console)) {
		uart->sent++;
		spin_unlock(&uart->console);
	}
	read_unlock(&uart->table);
	spin_unlock(&uart->lock);
}

static irqreturn_t uart_irq_ok(int irq, void *data)
{
	uart_pump(data);
	return IRQ_HANDLED;
}

int uart_open_ok(struct uart *uart, unsigned int irq)
{
	return request_irq(irq, uart_irq_ok, 0, "uart", uart);
}
